import { AppError } from '@yuanqu/domain';
import type { RawRow } from '../../usecases/tables/raw-table.ts';

/** Lines of CSV, which is read from disk as it is entered. */
export const maxCsvRows = 200_000;
/** Lines of a workbook, which is held in memory as a whole. */
export const maxXlsxRows = 20_000;
export const maxColumns = 50;
export const maxCellLength = 2_000;

const mb = 1024 * 1024;
export const maxBytes = { csv: 64 * mb, xlsx: 8 * mb } as const;

/** What a line is: blank ones and remarks are passed over. The first that is neither is the heading. */
export const isBlank = ({ cells }: RawRow): boolean => cells.every((cell) => cell === '');
export const isRemark = ({ cells }: RawRow): boolean => cells[0]?.startsWith('#') ?? false;

/** Throws `table.too-large`. */
export function checkWidth({ line, cells }: RawRow): void {
  if (cells.length > maxColumns) throw tooLarge(`${maxColumns} 列 columns (line ${line})`);
  if (cells.some((cell) => cell.length > maxCellLength))
    throw tooLarge(`每格 ${maxCellLength} 字符 characters a cell (line ${line})`);
}

/** Throws `table.too-large`. */
export function checkCount(count: number, max: number): void {
  if (count > max) throw tooLarge(`${max} 行 rows`);
}

export const noLine = new AppError('table.empty', 'invalid', '文件为空。 The file holds no line.');

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
