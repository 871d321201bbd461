import { AppError } from '@yuanqu/domain';
import { CsvError, parse } from 'csv-parse/sync';
import type { RawTable, Sheet } from '../../usecases/tables/raw-table.ts';
import { maxRows, neutral, plain, tableOf } from './table-limits.ts';

/** Reads CSV in UTF-8 or GB18030 (what Excel writes in China). Codes: `table.bad-encoding`, `table.malformed`, `table.too-large`. */
export function readCsv(bytes: Buffer): RawTable {
  const records = parseRecords(decode(bytes));
  return tableOf(records.map(({ record, info }) => ({ line: info.lines, cells: record.map(plain) })));
}

/** With a byte order mark, by which Excel knows UTF-8. */
export const writeCsv = ({ rows }: Sheet): Buffer =>
  Buffer.from(`\uFEFF${rows.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`, 'utf8');

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function parseRecords(text: string): readonly CsvRecord[] {
  try {
    return parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
      // One more than fits, and headings and remarks: what is beyond is refused, not parsed.
      to: maxRows + 10,
    }) as unknown as readonly CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 0;
    throw new AppError(
      'table.malformed',
      'invalid',
      `第 ${line} 行起引号或分隔符有误。 The quotes or commas are wrong from line ${line} on.`,
      { line },
      error,
    );
  }
}

function decode(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  throw new AppError(
    'table.bad-encoding',
    'invalid',
    '编码须为 UTF-8 或 GB18030。 The text must be UTF-8 or GB18030.',
  );
}

const quoted = (cell: string): string => {
  const text = neutral(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
