import type { Column, TableOf } from '../../domain/tables/table.ts';
import type { RowError } from './import-table.ts';
import { errorHeading, type RawRow, type RawTable, type Sheet, type TableFormat } from './raw-table.ts';

/** Marks a line that is only for people; an import passes over it. */
export const remarkMark = '#';

type Described = Pick<TableOf<string, never>, 'zh'> & { readonly columns: readonly Column[] };

/** A table to be filled in, and what belongs in it: in CSV as a second line, in XLSX as a sheet of its own. */
export function templateSheets({ zh, columns }: Described, format: TableFormat): readonly Sheet[] {
  const header = columns.map((column) => column.zh);
  const explained = columns.map(({ required, explain }) => `${required ? '必填' : '选填'}，${explain}`);
  if (format === 'csv')
    return [
      { name: zh, rows: [header, explained.map((text, at) => (at === 0 ? `${remarkMark} ${text}` : text))] },
    ];
  const lines = columns.map((column, at) => [column.zh, column.en, explained[at] ?? '']);
  return [
    { name: zh, rows: [header] },
    { name: '说明', rows: [['列', 'Column', '说明'], ...lines] },
  ];
}

/** The lines of the table as it was sent, with what is wrong with each in a last column. */
export function errorLines({ header }: Pick<RawTable, 'header'>) {
  const kept = header.flatMap((heading, at) => (heading === errorHeading ? [] : [at]));
  const of = (cells: readonly string[]) => kept.map((at) => cells[at] ?? '');
  return {
    heading: [...of(header), errorHeading],
    lines: (rows: readonly RawRow[], errors: readonly RowError[]): readonly (readonly string[])[] => {
      const byLine = Map.groupBy(errors, ({ line }) => line);
      const said = (line: number) =>
        (byLine.get(line) ?? [])
          .map(({ column, detail }) => (column === undefined ? detail : `${column}：${detail}`))
          .join('；');
      return rows.map(({ line, cells }) => [...of(cells), said(line)]);
    },
  };
}
