import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { columnsOf } from './csv-columns.ts';
import { statusOf } from './csv-words.ts';
import type { InputLine } from './input-line.ts';
import { shanghaiInstant } from './shanghai-instant.ts';

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly bytes: number };
}

// A quotation mark without its partner would gather the rest of an endless file.
const mostCharacters = 64 * 1024;

/**
 * The rows of a CSV with Chinese or English headers as updates. A row without an update id gets one made from its
 * content, so that sending the file again changes nothing. Local times without an offset are Asia/Shanghai. Rows of
 * nothing but separators are passed over.
 */
export async function* csvLines(
  bytes: AsyncIterable<Buffer>,
  encoding: string,
  park?: string,
): AsyncGenerator<InputLine> {
  const text = Readable.from(bytes).pipe(iconv.decodeStream(encoding));
  const rows = text.pipe(
    parse({
      bom: true,
      delimiter: [',', ';', '\t'],
      info: true,
      relax_column_count: true,
      // What stands in a stray quote is for the server to reject, with its line; the others go on.
      relax_quotes: true,
      max_record_size: mostCharacters,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }),
  );
  let columns: ReturnType<typeof columnsOf> | undefined;
  for await (const { record, info } of readable(rows as AsyncIterable<Parsed>)) {
    if (!columns) {
      columns = columnsOf(record, park);
      continue;
    }
    const json = JSON.stringify(toUpdate(columns.fields(record), park));
    yield { number: info.lines, json, row: columns.row(record), bytesRead: info.bytes };
  }
}

async function* readable(rows: AsyncIterable<Parsed>): AsyncGenerator<Parsed> {
  try {
    yield* rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Error(
      `CSV 第 ${String(error['lines'])} 行或之前有未配对的引号。 A quotation mark at or before line ${String(error['lines'])} has no partner. What stands before it was sent; mend it and send the file again.`,
      { cause: error },
    );
  }
}

function toUpdate(
  record: Readonly<Record<string, string>>,
  park: string | undefined,
): Record<string, string> {
  const update: Record<string, string> = {
    park: record['park'] || park || '',
    unit: record['unit'] ?? '',
    status: statusOf(record['status'] ?? ''),
    ...(record['uscc'] ? { uscc: record['uscc'] } : {}),
    observedAt: shanghaiInstant(record['observedAt'] ?? ''),
  };
  return { updateId: record['updateId'] || idOf(update), ...update };
}

const idOf = (update: Record<string, string>): string =>
  `csv-${createHash('sha256').update(JSON.stringify(update)).digest('base64url').slice(0, 32)}`;
