import { AppError } from '@yuanqu/domain';
import type { Cells, Column } from '../../domain/tables/table.ts';

export const tableFormats = ['csv', 'xlsx'] as const;

export type TableFormat = (typeof tableFormats)[number];

/** A table as it was sent: cells as text, lines as the sender's program numbers them. */
export interface RawTable {
  readonly header: readonly string[];
  readonly rows: readonly RawRow[];
}

export interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Throws `table.…` when the bytes are no table of the format or more than is taken at a time. */
export type ReadTable = (format: TableFormat, bytes: Buffer) => Promise<RawTable>;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** CSV takes the first sheet only. */
export type WriteTable = (format: TableFormat, sheets: readonly Sheet[]) => Promise<Buffer>;

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
