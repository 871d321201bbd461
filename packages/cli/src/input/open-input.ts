import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import iconv from 'iconv-lite';
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

const sniffBytes = 64 * 1024;

/**
 * Opens NDJSON or CSV in UTF-8 or GB18030; both are recognised from the first 64 KB unless told. Errors name the file
 * and what is wrong with it.
 */
export async function openInput({ file, format, encoding, park }: InputOptions): Promise<Input> {
  const bytes = file === '-' ? process.stdin : createReadStream(file);
  const totalBytes = file === '-' ? undefined : (await stat(file)).size;
  const { head, rest } = await peek(bytes);
  const usedEncoding = encoding ?? detectEncoding(head);
  if (!iconv.encodingExists(usedEncoding as string)) {
    throw new Error(`--encoding ${encoding} is not known; use utf-8 or gb18030`);
  }
  const usedFormat = format ?? (/^\s*[{[]/.test(iconv.decode(head, usedEncoding)) ? 'ndjson' : 'csv');
  const lines =
    usedFormat === 'ndjson' ? ndjsonLines(rest, usedEncoding, park) : csvLines(rest, usedEncoding, park);
  return { lines, totalBytes, format: usedFormat, encoding: usedEncoding };
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

/** UTF-8 when the bytes are valid UTF-8 (but for a character cut off at the end), else GB18030, what Excel in China writes. */
export function detectEncoding(head: Buffer): 'utf-8' | 'gb18030' {
  const whole =
    head.length < sniffBytes && head.length > 0 ? head : head.subarray(0, Math.max(0, head.length - 4));
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(whole.subarray(0, whole.length - cut));
      return 'utf-8';
    } catch {
      // perhaps the chunk ends inside a character
    }
  }
  return 'gb18030';
}
