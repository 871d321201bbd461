import { AppError } from '@yuanqu/domain';
import type { RawRow, RawTable } from '../../usecases/tables/raw-table.ts';

export const maxRows = 20_000;
export const maxColumns = 50;
export const maxCellLength = 2_000;

/** Lines of text as a table: without blank ones and remarks, within the limits. Codes: `table.empty`, `table.too-large`. */
export function tableOf(lines: readonly RawRow[]): RawTable {
  const [header, ...rows] = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!header) throw new AppError('table.empty', 'invalid', '文件为空。 The file holds no line.');
  const data = rows.filter(({ cells }) => !cells[0]?.startsWith('#'));
  if (data.length > maxRows) throw tooLarge(`${maxRows} 行 rows`);
  for (const { line, cells } of [header, ...data]) {
    if (cells.length > maxColumns) throw tooLarge(`${maxColumns} 列 columns (line ${line})`);
    if (cells.some((cell) => cell.length > maxCellLength))
      throw tooLarge(`每格 ${maxCellLength} 字符 characters a cell (line ${line})`);
  }
  return { header: header.cells, rows: data };
}

export const tooLarge = (limit: string): AppError =>
  new AppError(
    'table.too-large',
    'invalid',
    `超出上限：${limit}，请分批导入。 More than is taken at a time; send it in parts.`,
  );

/** As an export made it safe; see `neutral`. */
export const plain = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@\t\r])/, '');

/**
 * Programs run a cell that begins so as a formula; an apostrophe makes it text. Plain numbers stay numbers.
 */
export const neutral = (cell: string): string =>
  /^[=+\-@\t\r]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
