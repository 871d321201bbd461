import { AppError } from '@yuanqu/domain';
import { CsvError, parse } from 'csv-parse/sync';
import type { ChainLines } from '../../usecases/chain/import-chain.ts';

const maxRows = 1_000;

/** A CSV table in UTF-8 or GB18030 (what Excel writes in China). Errors: `chain.bad-file`. */
export function csvLines(bytes: Buffer): ChainLines {
  const records = parsed(decoded(bytes));
  const [header, ...rows] = records.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!header) throw badFile('文件为空', 'The file holds no line');
  if (rows.length > maxRows) throw badFile(`超过 ${maxRows} 行`, `There are more than ${maxRows} lines`);
  return { header: header.cells, rows };
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parsed(text: string): ChainLines['rows'] {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 20_000,
      to: maxRows + 2,
    }) as unknown as readonly CsvRecord[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record.map(plain) }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 0;
    throw badFile(
      `第 ${line} 行起引号或分隔符有误`,
      `The quotes or commas are wrong from line ${line} on`,
      error,
    );
  }
}

function decoded(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  throw badFile('编码须为 UTF-8 或 GB18030', 'The text must be UTF-8 or GB18030');
}

/** As an export made it safe: behind an apostrophe what a spreadsheet would run. */
const plain = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@\t\r])/, '');

const badFile = (zh: string, en: string, cause?: unknown): AppError =>
  new AppError('chain.bad-file', 'invalid', `${zh}。 ${en}.`, {}, cause);
