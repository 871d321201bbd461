import type { TableOf } from '../../domain/tables/table.ts';
import type { ParkScope } from '../registry-queries.ts';
import type { Sheet } from './raw-table.ts';

/** All rows of a kind that a caller may see, as an import of the same kind reads them. */
export type ExportTable = (scope: ParkScope, choice: ExportChoice) => Promise<Sheet>;

/** Which of them. */
export interface ExportChoice {
  /** Of figures; the last month that is over unless told. */
  readonly month?: string | undefined;
}

export const makeExportTable =
  <Field extends string, Row>(
    { zh, columns, write }: TableOf<Field, Row>,
    list: (scope: ParkScope, choice: ExportChoice) => Promise<readonly Row[]>,
  ): ExportTable =>
  async (scope, choice) => {
    const lines = (await list(scope, choice)).map((row) => {
      const cells = write(row);
      return columns.map(({ field }) => cells[field] ?? '');
    });
    return { name: zh, rows: [columns.map((column) => column.zh), ...lines] };
  };
