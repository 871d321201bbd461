import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { AppError } from '@yuanqu/domain';
import { CsvError, parse, type Parser } from 'csv-parse';
import type { RawRow, RawTable, Sheet } from '../../usecases/tables/raw-table.ts';
import {
  checkCount,
  checkWidth,
  isBlank,
  isRemark,
  maxCsvRows,
  neutral,
  noLine,
  plain,
} from './table-limits.ts';

type Encoding = 'utf-8' | 'gb18030';

/**
 * Reads CSV in UTF-8 or GB18030 (what Excel writes in China), once to see that its form is in order, then again as often
 * as its lines are asked for; of the lines a few are in memory at a time. Codes: `table.empty`, `table.bad-encoding`,
 * `table.malformed`, `table.too-large`.
 */
export async function readCsv(path: string): Promise<RawTable> {
  const encoding = await encodingOf(path);
  let header: readonly string[] | undefined;
  let count = 0;
  for await (const rows of linesOf(path, encoding)) {
    for (const row of rows) checkWidth(row);
    count += rows.length;
    header ??= rows[0]?.cells;
    checkCount(count - 1, maxCsvRows);
  }
  if (header === undefined) throw noLine;
  return { header, count: count - 1, rows: () => withoutFirst(linesOf(path, encoding)) };
}

/** With a byte order mark, by which Excel knows UTF-8. */
export const writeCsv = ({ rows }: Sheet): Buffer => Buffer.from(byteOrderMark + csvText(rows), 'utf8');

export const byteOrderMark = '\uFEFF';

export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');

async function encodingOf(path: string): Promise<Encoding> {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const decoder = new TextDecoder(encoding, { fatal: true });
    try {
      for await (const chunk of createReadStream(path)) decoder.decode(chunk as Buffer, { stream: true });
      decoder.decode();
      return encoding;
    } catch (error) {
      // Not this one.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new AppError(
    'table.bad-encoding',
    'invalid',
    '编码须为 UTF-8 或 GB18030。 The text must be UTF-8 or GB18030.',
  );
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Its lines without blank ones and, below the heading, remarks: those of a piece of the file together. */
async function* linesOf(path: string, encoding: Encoding): AsyncGenerator<readonly RawRow[]> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const parser = parse(csvOptions);
  let records: CsvRecord[] = [];
  parser.on('data', (record: CsvRecord) => records.push(record));
  // It is told by the call that brought it about.
  parser.on('error', () => {});
  let isFirst = true;
  const taken = (): readonly RawRow[] => {
    const rows = records
      .map(({ record, info }) => ({ line: info.lines, cells: record.map(plain) }))
      .filter((row, index) => !isBlank(row) && ((isFirst && index === 0) || !isRemark(row)));
    records = [];
    isFirst &&= rows.length === 0;
    return rows;
  };
  try {
    for await (const piece of createReadStream(path)) {
      await feed(parser, decoder.decode(piece as Buffer, { stream: true }));
      yield taken();
    }
    parser.end(decoder.decode());
    await finished(parser);
    yield taken();
  } catch (error) {
    throw error instanceof CsvError ? malformed(error) : error;
  } finally {
    parser.destroy();
  }
}

const csvOptions = {
  bom: true,
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: 100_000,
} as const;

/** Has the parser read a piece of text, to the end of it. */
const feed = (parser: Parser, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.write(text, (error) => (error ? reject(error) : resolve()));
  });

async function* withoutFirst(pieces: AsyncGenerator<readonly RawRow[]>): AsyncGenerator<readonly RawRow[]> {
  let isFirst = true;
  for await (const rows of pieces) {
    yield isFirst ? rows.slice(1) : rows;
    isFirst &&= rows.length === 0;
  }
}

function malformed(error: CsvError): AppError {
  const line = typeof error['lines'] === 'number' ? error['lines'] : 0;
  return new AppError(
    'table.malformed',
    'invalid',
    `第 ${line} 行起引号或分隔符有误。 The quotes or commas are wrong from line ${line} on.`,
    { line },
    error,
  );
}

const quoted = (cell: string): string => {
  const text = neutral(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
