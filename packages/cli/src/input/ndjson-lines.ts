import iconv from 'iconv-lite';
import type { InputLine } from './input-line.ts';

const newline = 0x0a;

/** The lines of NDJSON, as they are: the server judges them. Blank lines are passed over but counted. */
export async function* ndjsonLines(
  bytes: AsyncIterable<Buffer>,
  encoding: string,
  park?: string,
): AsyncGenerator<InputLine> {
  const read = lineReader(encoding, park);
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  let bytesRead = 0;
  for await (const chunk of bytes) {
    const buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let to = buffer.indexOf(newline, from); to >= 0; to = buffer.indexOf(newline, from)) {
      number += 1;
      bytesRead += to + 1 - from;
      const line = read(buffer.subarray(from, to));
      if (line) yield { number, ...line, bytesRead };
      from = to + 1;
    }
    rest = buffer.subarray(from);
  }
  const line = read(rest);
  if (line) yield { number: number + 1, ...line, bytesRead: bytesRead + rest.length };
}

type ReadLine = (bytes: Buffer) => Pick<InputLine, 'json' | 'row'> | undefined;

function lineReader(encoding: string, park: string | undefined): ReadLine {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes: Buffer): string => {
    const text = encoding === 'utf-8' ? strict.decode(bytes) : iconv.decode(bytes, encoding);
    return text.replace(/^\uFEFF/, '').trim();
  };
  return (bytes) => {
    try {
      const text = decode(bytes);
      return text === '' ? undefined : { json: withPark(text, park), row: { content: text } };
    } catch {
      return { json: Buffer.from(bytes), row: { content: bytes.toString('utf8').trim() } };
    }
  };
}

/** Fills in the park of an update that names none; whatever is no object stays as it is. */
function withPark(text: string, park: string | undefined): string {
  if (park === undefined) return text;
  try {
    const update: unknown = JSON.parse(text);
    if (typeof update !== 'object' || update === null || Array.isArray(update)) return text;
    return JSON.stringify({ park, ...update });
  } catch {
    return text;
  }
}
