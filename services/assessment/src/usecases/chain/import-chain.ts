import { AppError, type FieldError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { ChainDefinition } from '../../domain/chain/chain-definition.ts';
import {
  chainColumns,
  type ChainFault,
  chainSizes,
  type ChainPart,
  readLine,
} from '../../domain/chain/chain-table.ts';
import { checkChain } from '../../domain/chain/check-chain.ts';
import type { FindChain } from './chain-ports.ts';
import type { makeSaveChain } from './save-chain.ts';

/** A table as it was sent; lines as the sender's program numbers them. */
export interface ChainLines {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export interface ImportRun {
  readonly park: string;
  readonly part: ChainPart;
  readonly lines: ChainLines;
  readonly expected: number;
  readonly dryRun: boolean;
  readonly by: string;
}

/** What came of an import; with errors nothing is written, for half a chain is none. */
export interface ChainImportReport {
  readonly rows: number;
  readonly written: boolean;
  readonly revision: number;
  /** Without a line: what no longer fits in the rest of the chain. */
  readonly errors: readonly (ChainFault & { readonly line?: number })[];
}

interface Ports {
  readonly db: Executor;
  readonly checkPark: (db: Executor, park: string) => Promise<unknown>;
  readonly findChain: FindChain;
  readonly saveChain: ReturnType<typeof makeSaveChain>;
}

/** The heading of what was wrong, in files that are given back; it is passed over when they come again. */
export const errorHeading = '错误';

/** Replaces a chain's segments or links by the lines of a table. Errors: those of saving, `chain.wrong-columns`, `chain.wrong-size`. */
export const makeImportChain =
  ({ db, checkPark, findChain, saveChain }: Ports) =>
  async ({ park, part, lines, expected, dryRun, by }: ImportRun): Promise<ChainImportReport> => {
    await checkPark(db, park);
    const cellsOf = cellsByHeader(part, lines.header);
    checkSize(part, lines.rows.length);
    const read = lines.rows.map(({ line, cells }) => ({ line, value: readLine(part, cellsOf(cells)) }));
    const faulty = read.flatMap(({ line, value }) =>
      isFaults(value) ? value.map((fault) => Object.assign({ line }, fault)) : [],
    );
    const before = await findChain(db, park);
    const report = { rows: read.length, written: false, revision: before?.revision ?? 0 };
    if (faulty.length > 0) return { ...report, errors: faulty };
    const wanted = {
      ...(before?.definition ?? emptyChain),
      [part]: read.map(({ value }) => value),
    } as ChainDefinition;
    const checked = checkChain(wanted);
    if (checked instanceof AppError)
      return { ...report, errors: (checked.details.errors ?? []).map((error) => inLine(error, part, read)) };
    if (dryRun) return { ...report, errors: [] };
    const { revision } = await saveChain(park, checked, expected, by);
    return { ...report, written: true, revision, errors: [] };
  };

function checkSize(part: ChainPart, rows: number): void {
  const { least, most } = chainSizes[part];
  if (rows >= least && rows <= most) return;
  throw new AppError(
    'chain.wrong-size',
    'invalid',
    `须有 ${least} 至 ${most} 行，现有 ${rows} 行。 The table has ${rows} lines; it must have ${least} to ${most}.`,
    { rows, least, most },
  );
}

const emptyChain: ChainDefinition = { segments: [], links: [], assignments: [], source: '表格导入' };

const isFaults = (value: object): value is readonly ChainFault[] => Array.isArray(value);

/** A fault of the chain as one of the line it comes from, if it comes from one. */
function inLine(
  { pointer, code, detail }: FieldError,
  part: ChainPart,
  read: readonly { readonly line: number }[],
) {
  const [, of, index] = /^\/(\w+)\/(\d+)/.exec(pointer) ?? [];
  const row = of === part ? read[Number(index)] : undefined;
  return row ? { line: row.line, code, detail } : { code, detail: `${pointer}: ${detail}` };
}

function cellsByHeader(part: ChainPart, header: readonly string[]) {
  const columns = chainColumns[part];
  const places = header.map((heading) =>
    columns.find(({ zh, field }) => heading === zh || heading.toLowerCase() === field),
  );
  const unknown = header.find((heading, at) => !places[at] && heading !== '' && heading !== errorHeading);
  const missing = columns.find((column) => !column.optional && !places.includes(column));
  const twice = places.find((column, at) => column && places.indexOf(column) !== at);
  const wrong = unknown ?? twice?.zh ?? missing?.zh;
  if (wrong !== undefined)
    throw new AppError(
      'chain.wrong-columns',
      'invalid',
      `表头有误：“${wrong}”。应为：${columns.map(({ zh }) => zh).join('、')}。 The heading "${wrong}" is missing, given twice or not known; the columns are ${columns.map(({ field }) => field).join(', ')}.`,
    );
  return (cells: readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(
      places.flatMap((column, at) => (column ? [[column.field, (cells[at] ?? '').trim()]] : [])),
    );
}
