import type { Readable } from 'node:stream';
import { AppError } from '@yuanqu/domain';
import type { Cells, Column } from '../../domain/tables/table.ts';

export const tableFormats = ['csv', 'xlsx'] as const;

export type TableFormat = (typeof tableFormats)[number];

/** A table as it was sent, whose form is in order: cells as text, lines as the sender's program numbers them. */
export interface RawTable {
  readonly header: readonly string[];
  /** How many lines it has below its heading. */
  readonly count: number;
  /** Reads them once more from the first on, some at a time. */
  readonly rows: () => AsyncIterable<readonly RawRow[]>;
}

export interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file that somebody sent, kept on disk until its answer is out. */
export interface ReceivedFile {
  readonly path: string;
  readonly bytes: number;
}

/** Throws `table.…` when it is no table of the format or more than is taken at a time; then nothing of it was entered. */
export type ReadTable = (format: TableFormat, file: ReceivedFile) => Promise<RawTable>;

/** Keeps what comes in, within the limit of the format. Throws `request.too-large`. */
export type ReceiveFile = (format: TableFormat, incoming: Readable) => Promise<ReceivedFile>;

/** Forgets a file that was received or written. */
export type ForgetFile = (path: string) => Promise<void>;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** CSV takes the first sheet only. */
export type WriteTable = (format: TableFormat, sheets: readonly Sheet[]) => Promise<Buffer>;

/** A table that is written line by line into a file: nothing of it is held. */
export interface TableWriter {
  readonly write: (rows: readonly (readonly string[])[]) => Promise<void>;
  /** The finished file. */
  readonly end: () => Promise<string>;
}

/** Begins a table; XLSX is made in memory and refuses more lines than a workbook is taken with: `table.too-large`. */
export type OpenTableWriter = (format: TableFormat, name: string, lines: number) => Promise<TableWriter>;

/** The heading of what was wrong, in files that are given back; it is passed over when they come again. */
export const errorHeading = '错误';

/** How to read a line's cells. Codes: `table.missing-column`, `table.unknown-column`, `table.column-twice`. */
export function cellsByHeader<Field extends string>(
  header: readonly string[],
  columns: readonly Column<Field>[],
): ((row: RawRow) => Cells<Field>) | AppError {
  const places = header.map((heading) => columns.find((column) => isHeadingOf(column, heading)));
  const unknown = header.find((heading, at) => !places[at] && heading !== '' && heading !== errorHeading);
  if (unknown !== undefined)
    return wrongHeader('table.unknown-column', '无法识别的列 unknown column', unknown);
  const twice = places.find((column, at) => column && places.indexOf(column) !== at);
  if (twice) return wrongHeader('table.column-twice', '重复的列 column given twice', twice.zh);
  const missing = columns.find((column) => column.required && !places.includes(column));
  if (missing)
    return wrongHeader('table.missing-column', '缺少列 missing column', `${missing.zh} / ${missing.en}`);
  return ({ cells }) =>
    Object.fromEntries(
      places.flatMap((column, at) => (column && cells[at] ? [[column.field, cells[at]]] : [])),
    ) as Cells<Field>;
}

const isHeadingOf = ({ zh, en }: Column, heading: string): boolean =>
  heading === zh || heading.toLowerCase() === en.toLowerCase();

const wrongHeader = (code: string, what: string, column: string): AppError =>
  new AppError(
    code,
    'invalid',
    `${what}: “${column.slice(0, 60)}”. 请使用模板的表头。 Use the template's headings.`,
  );
