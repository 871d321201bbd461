import { hash } from 'node:crypto';
import { AppError, type Sentence } from '@yuanqu/domain';
import type { Fault, TableOf } from '../../domain/tables/table.ts';
import type { RegistryPorts } from '../registry-ports.ts';
import type { EnterRows, ImportRun, RowOutcome } from './import-run.ts';
import { cellsByHeader, type RawRow, type RawTable } from './raw-table.ts';

export interface RowError {
  readonly line: number;
  /** The column's heading, as the template has it; without one it is the line as a whole. */
  readonly column: string | undefined;
  readonly code: string;
  readonly detail: string;
}

export interface ImportReport {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first of them; `errorsLeftOut` says how many more there are. */
  readonly errors: readonly RowError[];
  readonly errorsLeftOut: number;
}

/** Lines that were dealt with, and what is wrong with them, in their order. */
export type JudgedLines = (rows: readonly RawRow[], errors: readonly RowError[]) => Promise<void>;

/** Judges and enters a table's lines. Throws `table.…` when its heading is not the template's. */
export type ImportTable = (
  table: RawTable,
  run: Omit<ImportRun, 'now'>,
  judged?: JudgedLines,
) => Promise<ImportReport>;

// A transaction is held for well under a second, and a chunk's events fit in one append.
const chunkSize = 500;
// More is in the table with errors.
const maxErrors = 1_000;

/**
 * Imports tables of one kind. Chunks are read, committed with their events and forgotten one by one; a line with faults
 * leaves the others alone, and the whole may be sent again: what is so already changes nothing. Of lines that are through
 * only a few bytes each are kept, by which one that comes twice is recognised.
 */
export const makeImportTable =
  <Field extends string, Row extends object>(
    { transaction, clock }: Pick<RegistryPorts, 'transaction' | 'clock'>,
    table: TableOf<Field, Row>,
    enter: EnterRows<Row>,
  ): ImportTable =>
  async (raw, run, judged = async () => {}) => {
    const enterRows = (some: readonly ReadRow<Row>[]): Promise<readonly RowOutcome[]> =>
      transaction((tx) =>
        enter(
          tx,
          some.map(({ row }) => row),
          { ...run, now: clock() },
        ),
      );
    const read = makeReadRow(table, raw);
    const report = { created: 0, changed: 0, unchanged: 0, rejected: 0, errorsLeftOut: 0 };
    const shown: RowError[] = [];
    // Which line said it first, of those that were entered: what was refused is no first.
    const firstLines = new Map<number, number>();
    for await (const rows of inChunks(raw.rows())) {
      const errors: RowError[] = [];
      let good: readonly ReadRow<Row>[] = rows.flatMap((row) => {
        const one = read(row);
        if ('row' in one) return one;
        errors.push(...one);
        return [];
      });
      while (good.length > 0) {
        const { first, twice, later } = inTurn(good, firstLines);
        errors.push(...twice.map(({ line, of }) => errorAt(table, line, sameAs(table, of))));
        const outcomes = first.length === 0 ? [] : await enterRows(first);
        for (const [index, outcome] of outcomes.entries()) {
          const { line = 0, key = 0 } = first[index] ?? {};
          if (typeof outcome === 'string') {
            report[outcome] += 1;
            firstLines.set(key, line);
          } else errors.push(errorAt(table, line, outcome));
        }
        good = later;
      }
      errors.sort((one, other) => one.line - other.line);
      report.rejected += new Set(errors.map(({ line }) => line)).size;
      const kept = errors.slice(0, maxErrors - shown.length);
      shown.push(...kept);
      report.errorsLeftOut += errors.length - kept.length;
      await judged(rows, errors);
    }
    return { ...report, errors: shown };
  };

interface ReadRow<Row> {
  readonly line: number;
  readonly row: Row;
  readonly key: number;
}

/** Of lines about one thing the first may be entered, one after it waits to see whether it was, and is refused once one was. */
function inTurn<Row>(rows: readonly ReadRow<Row>[], firstLines: ReadonlyMap<number, number>) {
  const first: ReadRow<Row>[] = [];
  const later: ReadRow<Row>[] = [];
  const twice: { readonly line: number; readonly of: number }[] = [];
  const keys = new Set<number>();
  for (const row of rows) {
    const of = firstLines.get(row.key);
    if (of !== undefined) twice.push({ line: row.line, of });
    else if (keys.has(row.key)) later.push(row);
    else first.push(row);
    keys.add(row.key);
  }
  return { first, later, twice };
}

function makeReadRow<Field extends string, Row extends object>(table: TableOf<Field, Row>, raw: RawTable) {
  const cellsOf = cellsByHeader(raw.header, table.columns);
  if (cellsOf instanceof AppError) throw cellsOf;
  return (rawRow: RawRow): ReadRow<Row> | readonly RowError[] => {
    const { line } = rawRow;
    const row = table.read(cellsOf(rawRow));
    if (isFaulty(row)) return row.map((fault) => errorAt(table, line, fault));
    return { line, row, key: shortKey(table.keyOf(row)) };
  };
}

/** 52 bits of a hash: in about four of a million tables of 200,000 lines two keys are taken for one. */
const shortKey = (key: string): number => Number.parseInt(hash('sha256', key, 'hex').slice(0, 13), 16);

async function* inChunks(pieces: AsyncIterable<readonly RawRow[]>): AsyncGenerator<readonly RawRow[]> {
  let chunk: RawRow[] = [];
  for await (const rows of pieces)
    for (const row of rows) {
      chunk.push(row);
      if (chunk.length < chunkSize) continue;
      yield chunk;
      chunk = [];
    }
  if (chunk.length > 0) yield chunk;
}

const isFaulty = (read: object): read is readonly Fault[] => Array.isArray(read);

function errorAt(
  { columns }: { readonly columns: readonly { readonly field: string; readonly zh: string }[] },
  line: number,
  { field, code, detail }: Fault,
): RowError {
  return { line, column: columns.find((column) => column.field === field)?.zh, code, detail };
}

const sameAs = ({ oneOf }: { readonly oneOf: Sentence }, line: number): Fault => ({
  code: 'table.line-twice',
  detail: `与第 ${line} 行是${oneOf.zh}，未录入，请只保留一行。 Left out: line ${line} is about ${oneOf.en}; keep one of them.`,
});
