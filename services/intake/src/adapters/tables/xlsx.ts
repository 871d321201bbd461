import { AppError } from '@yuanqu/domain';
import readXlsxFile from 'read-excel-file/universal';
import writeXlsxFile from 'write-excel-file/node';
import type { RawRow, RawTable, Sheet } from '../../usecases/tables/raw-table.ts';
import { checkArchive } from './check-archive.ts';
import {
  checkCount,
  checkWidth,
  isBlank,
  isRemark,
  maxXlsxRows,
  neutral,
  noLine,
  plain,
} from './table-limits.ts';

/** Reads a workbook's first sheet. Codes: `table.malformed`, `table.too-large`. */
export async function readXlsx(bytes: Buffer): Promise<RawTable> {
  checkArchive(bytes);
  // A copy: the reader takes whole ArrayBuffers, and a Buffer may be part of a pool.
  const sheets = await readXlsxFile(new Uint8Array(bytes).buffer).catch((error: unknown) => {
    throw new AppError(
      'table.malformed',
      'invalid',
      '不是有效的 XLSX 文件。 Not a valid XLSX file.',
      {},
      error,
    );
  });
  return tableOf(
    (sheets[0]?.data ?? []).map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) })),
  );
}

function tableOf(lines: readonly RawRow[]): RawTable {
  const [header, ...below] = lines.filter((row) => !isBlank(row));
  if (!header) throw noLine;
  const rows = below.filter((row) => !isRemark(row));
  checkCount(rows.length, maxXlsxRows);
  for (const row of [header, ...rows]) checkWidth(row);
  return {
    header: header.cells,
    count: rows.length,
    rows: async function* () {
      yield rows;
    },
  };
}

export const writeXlsx = (sheets: readonly Sheet[]): Promise<Buffer> =>
  writeXlsxFile(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      data: rows.map((cells) => cells.map((cell) => ({ value: neutral(cell), type: String }))),
      columns: (rows[0] ?? []).map(() => ({ width: 18 })),
    })),
  ).toBuffer();

/** Days of a workbook have no zone; read as UTC they keep their date. */
const textOf = (cell: unknown): string => {
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
    ? plain(String(cell))
    : '';
};
