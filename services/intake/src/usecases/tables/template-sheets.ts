import type { Column, TableOf } from '../../domain/tables/table.ts';
import type { ImportReport } from './import-table.ts';
import { errorHeading, type RawTable, type Sheet, type TableFormat } from './raw-table.ts';

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

/** The table as it was sent, with what is wrong with each line in a last column. */
export function errorSheet({ zh }: Described, { header, rows }: RawTable, { errors }: ImportReport): Sheet {
  const byLine = Map.groupBy(errors, ({ line }) => line);
  const kept = header.flatMap((heading, at) => (heading === errorHeading ? [] : [at]));
  const of = (cells: readonly string[]) => kept.map((at) => cells[at] ?? '');
  const said = (line: number) =>
    (byLine.get(line) ?? [])
      .map(({ column, detail }) => (column === undefined ? detail : `${column}：${detail}`))
      .join('；');
  return {
    name: zh,
    rows: [[...of(header), errorHeading], ...rows.map(({ line, cells }) => [...of(cells), said(line)])],
  };
}
