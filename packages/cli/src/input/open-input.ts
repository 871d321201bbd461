import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { detectEncoding, sniffBytes } from './detect-encoding.ts';
import { sizeOf } from './size-of.ts';
import { csvLines } from './csv-lines.ts';
import type { InputLine } from './input-line.ts';
import { ndjsonLines } from './ndjson-lines.ts';

export interface Input {
  readonly lines: AsyncIterable<InputLine>;
  /** Size in bytes, where it is known: a pipe has none. */
  readonly totalBytes: number | undefined;
  readonly format: 'ndjson' | 'csv';
  readonly encoding: string;
}

export interface InputOptions {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly format?: 'ndjson' | 'csv';
  readonly encoding?: string;
  /** Fills in `park` where the input has none. */
  readonly park?: string;
}

/**
 * Opens NDJSON or CSV in UTF-8, GB18030 or UTF-16; both are recognised from the first 64 KB unless told. Errors name the file
 * and what is wrong with it.
 */
export async function openInput({ file, format, encoding, park }: InputOptions): Promise<Input> {
  const totalBytes = file === '-' ? undefined : await sizeOf(file);
  const bytes = file === '-' ? process.stdin : createReadStream(file);
  const { head, rest } = await peek(bytes);
  refuseOtherFormats(head);
  const usedEncoding = encoding ?? detectEncoding(head);
  if (!iconv.encodingExists(usedEncoding as string)) {
    throw new Error(`--encoding ${encoding} is not known; use utf-8, gb18030 or utf-16`);
  }
  const usedFormat = format ?? (/^\s*[{[]/.test(iconv.decode(head, usedEncoding)) ? 'ndjson' : 'csv');
  const linesOf = usedFormat === 'ndjson' ? ndjsonLines : csvLines;
  const opened = { format: usedFormat, encoding: usedEncoding };
  // Lines are counted in bytes of what is read: of a file in UTF-16 that isn't the file.
  return isUtf16(usedEncoding)
    ? { ...opened, lines: linesOf(toUtf8(rest, usedEncoding), 'utf-8', park), totalBytes: undefined }
    : { ...opened, lines: linesOf(rest, usedEncoding, park), totalBytes };
}

const isUtf16 = (encoding: string): boolean => /^utf-?16/i.test(encoding);

async function* toUtf8(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  for await (const text of Readable.from(bytes).pipe(iconv.decodeStream(encoding)))
    yield Buffer.from(text as string);
}

const otherFormats: readonly (readonly [start: string, advice: string])[] = [
  [
    '504b0304',
    '这是 Excel 工作簿，请另存为 CSV。 This is a spreadsheet (XLSX): save it as CSV (UTF-8) and send that.',
  ],
  [
    'd0cf11e0',
    '这是旧版 Excel 工作簿，请另存为 CSV。 This is a spreadsheet (XLS): save it as CSV (UTF-8) and send that.',
  ],
  ['1f8b', '这是压缩文件，请先解压。 This is compressed: gunzip -c FILE | npx yuanqu stream -'],
];

function refuseOtherFormats(head: Buffer): void {
  const start = head.toString('hex', 0, 4);
  const [, advice] = otherFormats.find(([magic]) => start.startsWith(magic)) ?? [];
  if (advice !== undefined) throw new Error(advice);
}

async function peek(stream: Readable): Promise<{ head: Buffer; rest: AsyncIterable<Buffer> }> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await chunks.next();
  const head = first.done ? Buffer.alloc(0) : first.value;
  return {
    head: head.subarray(0, sniffBytes),
    rest: (async function* () {
      if (head.length > 0) yield head;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    })(),
  };
}
