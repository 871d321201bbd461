import type { Sentence } from '@yuanqu/domain';

/** What a table holds, one line for each. */
export const tableKinds = [
  'units',
  'enterprises',
  'operators',
  'figures',
  'figure-corrections',
  'amenities',
] as const;

export type TableKind = (typeof tableKinds)[number];

/** A column of a template; either heading is understood. */
export interface Column<Field extends string = string> {
  readonly field: Field;
  readonly zh: string;
  readonly en: string;
  readonly required: boolean;
  /** What goes into it, for the template's reader. */
  readonly explain: string;
}

/** A line's cells by field; blank ones are left out. */
export type Cells<Field extends string = string> = Readonly<Partial<Record<Field, string>>>;

/** What is wrong with a line; without a field it is the line as a whole. */
export interface Fault<Field extends string = string> {
  readonly field?: Field;
  readonly code: string;
  /** Chinese, then English. */
  readonly detail: string;
}

/** How the lines of one kind of table are read and told apart. */
export interface TableOf<Field extends string, Row> {
  readonly kind: TableKind;
  readonly zh: string;
  readonly columns: readonly Column<Field>[];
  readonly read: (cells: Cells<Field>) => Row | readonly Fault<Field>[];
  /** What two lines of one key are about: 同一房源, the same unit. */
  readonly oneOf: Sentence;
  /** Two lines of one key in a file contradict each other. */
  readonly keyOf: (row: Row) => string;
  /** Cells of an existing row, in the order of the columns. */
  readonly write: (row: Row) => Cells<Field>;
}
