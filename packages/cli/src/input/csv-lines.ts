import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { fieldOf, statusOf } from './csv-words.ts';
import type { InputLine } from './input-line.ts';
import { shanghaiInstant } from './shanghai-instant.ts';

interface Parsed {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number; readonly bytes: number };
}

// A quotation mark without its partner would gather the rest of an endless file.
const mostCharacters = 64 * 1024;

/**
 * The rows of a CSV with Chinese or English headers as updates. A row without an update id gets one made from its
 * content, so that sending the file again changes nothing. Local times without an offset are Asia/Shanghai.
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
      columns: (header: string[]) => header.map((name) => fieldOf(name) ?? false),
      delimiter: [',', ';', '\t'],
      info: true,
      relax_column_count: true,
      // What stands in a stray quote is for the server to reject, with its line; the others go on.
      relax_quotes: true,
      max_record_size: mostCharacters,
      skip_empty_lines: true,
      trim: true,
    }),
  );
  let checked = false;
  for await (const { record, info } of readable(rows as AsyncIterable<Parsed>)) {
    if (!checked) checkHeader(record, park);
    checked = true;
    yield { number: info.lines, json: JSON.stringify(toUpdate(record, park)), bytesRead: info.bytes };
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

function checkHeader(record: Record<string, string>, park: string | undefined): void {
  const missing = ['unit', 'status', 'observedAt', ...(park ? [] : ['park'])].filter(
    (name) => !(name in record),
  );
  if (missing.length === 0) return;
  throw new Error(
    `表头（第 1 行）缺少列。 The header (line 1) has no column for ${missing.join(', ')}. Name them updateId, park, unit, status, uscc, observedAt, ` +
      'or 更新编号, 园区, 房源, 状态, 统一社会信用代码, 观测时间.',
  );
}

function toUpdate(record: Record<string, string>, park: string | undefined): Record<string, string> {
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
