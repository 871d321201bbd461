import { isUtf8 } from 'node:buffer';
import { type Rejection, rejected } from '../domain/rejection.ts';

/** A longer line is rejected and skipped without being kept; an update has about 200 bytes. */
export const maxLineBytes = 8_192;

/** Cuts a body into lines; memory is bounded by one line. */
export interface LineSplitter {
  readonly push: (chunk: Buffer) => void;
  /** The body is complete: what is left is its last line. */
  readonly end: () => void;
  /** The lines that have begun so far and are complete; the first is 1. */
  readonly count: () => number;
}

/** Gets each line that isn't blank with its number, as text or as why it isn't one. */
export type ReceiveLine = (number: number, line: string | Rejection) => void;

/** Lines end in LF or CRLF; a byte order mark before the first is skipped. */
export function makeLineSplitter(receive: ReceiveLine): LineSplitter {
  let count = 0;
  let rest: Buffer = empty;
  let skipping = false;

  const finish = (line: Buffer): void => {
    count += 1;
    if (skipping || line.length > maxLineBytes) receive(count, tooLong);
    else deliver(count, line, receive);
    skipping = false;
  };

  const keep = (part: Buffer): void => {
    if (part.length === 0) return;
    rest = rest.length === 0 ? Buffer.from(part) : Buffer.concat([rest, part]);
    if (rest.length <= maxLineBytes) return;
    skipping = true;
    rest = empty;
  };

  const push = (chunk: Buffer): void => {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const part = chunk.subarray(start, end);
      finish(rest.length === 0 ? part : Buffer.concat([rest, part]));
      rest = empty;
      start = end + 1;
    }
    keep(chunk.subarray(start));
  };

  const end = (): void => {
    if (rest.length > 0 || skipping) finish(rest);
    rest = empty;
  };

  return { push, end, count: () => count };
}

const newline = 0x0a;
const empty = Buffer.alloc(0);
const replacement = '\ufffd';

const tooLong = rejected(
  'intake.line-too-long',
  `The line has more than ${maxLineBytes} bytes; an update has about 200. Is a line break missing?`,
);

const badEncoding = rejected(
  'intake.bad-encoding',
  'The line is not UTF-8; convert it first (yuanqu stream converts GB18030).',
);

function deliver(number: number, bytes: Buffer, receive: ReceiveLine): void {
  const text = bytes.toString('utf8').trim(); // trims a byte order mark too
  // Decoding puts U+FFFD where bytes are wrong; only then is it worth looking whether they really are.
  if (text.includes(replacement) && !isUtf8(bytes)) receive(number, badEncoding);
  else if (text !== '') receive(number, text);
}
