import { readFile } from 'node:fs/promises';
import type { ReadTable, WriteTable } from '../../usecases/tables/raw-table.ts';
import { readCsv, writeCsv } from './csv.ts';
import { readXlsx, writeXlsx } from './xlsx.ts';

export const readTable: ReadTable = async (format, { path }) =>
  format === 'csv' ? readCsv(path) : readXlsx(await readFile(path));

export const writeTable: WriteTable = async (format, sheets) => {
  const [first] = sheets;
  return format === 'csv' && first ? writeCsv(first) : writeXlsx(sheets);
};
