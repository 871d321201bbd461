import { AppError } from '@yuanqu/domain';
import type { Fault, TableOf } from '../../domain/tables/table.ts';
import type { RegistryPorts } from '../registry-ports.ts';
import type { EnterRows, ImportRun, RowOutcome } from './import-run.ts';
import { cellsByHeader, type RawTable } from './raw-table.ts';

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
  readonly errors: readonly RowError[];
}

/** Judges and enters a table's lines. Throws `table.…` when its heading is not the template's. */
export type ImportTable = (table: RawTable, run: Omit<ImportRun, 'now'>) => Promise<ImportReport>;

// A transaction is held for well under a second, and a chunk's events fit in one append.
const chunkSize = 500;

/**
 * Imports tables of one kind. Chunks are committed one by one with their events; a line with faults leaves the others
 * alone, and the whole may be sent again: what is so already changes nothing.
 */
export const makeImportTable =
  <Field extends string, Row extends object>(
    { transaction, clock }: Pick<RegistryPorts, 'transaction' | 'clock'>,
    table: TableOf<Field, Row>,
    enter: EnterRows<Row>,
  ): ImportTable =>
  async (raw, run) => {
    const { good, errors } = readRows(table, raw);
    const rejectedLines = new Set(errors.map(({ line }) => line));
    const counts = { created: 0, changed: 0, unchanged: 0 };
    for (let start = 0; start < good.length; start += chunkSize) {
      const chunk = good.slice(start, start + chunkSize);
      const rows = chunk.map(({ row }) => row);
      const outcomes = await transaction((tx) => enter(tx, rows, { ...run, now: clock() }));
      outcomes.forEach((outcome: RowOutcome, index) => {
        const line = chunk[index]?.line ?? 0;
        if (typeof outcome === 'string') counts[outcome] += 1;
        else {
          errors.push(errorAt(table, line, outcome));
          rejectedLines.add(line);
        }
      });
    }
    errors.sort((one, other) => one.line - other.line);
    return { ...counts, rejected: rejectedLines.size, errors };
  };

function readRows<Field extends string, Row extends object>(table: TableOf<Field, Row>, raw: RawTable) {
  const cellsOf = cellsByHeader(raw.header, table.columns);
  if (cellsOf instanceof AppError) throw cellsOf;
  const firstLines = new Map<string, number>();
  const good: { readonly line: number; readonly row: Row }[] = [];
  const errors: RowError[] = [];
  for (const rawRow of raw.rows) {
    const { line } = rawRow;
    const read = table.read(cellsOf(rawRow));
    if (isFaulty(read)) {
      errors.push(...read.map((fault) => errorAt(table, line, fault)));
      continue;
    }
    const first = firstLines.get(table.keyOf(read));
    if (first === undefined) {
      firstLines.set(table.keyOf(read), line);
      good.push({ line, row: read });
    } else errors.push(errorAt(table, line, sameAs(first)));
  }
  return { good, errors };
}

const isFaulty = (read: object): read is readonly Fault[] => Array.isArray(read);

function errorAt(
  { columns }: { readonly columns: readonly { readonly field: string; readonly zh: string }[] },
  line: number,
  { field, code, detail }: Fault,
): RowError {
  return { line, column: columns.find((column) => column.field === field)?.zh, code, detail };
}

const sameAs = (line: number): Fault => ({
  code: 'table.line-twice',
  detail: `与第 ${line} 行重复。 The same thing as in line ${line}.`,
});
