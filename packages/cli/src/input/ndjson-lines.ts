import iconv from 'iconv-lite';
import type { InputLine } from './input-line.ts';

const newline = 0x0a;

/** The lines of NDJSON, as they are: the server judges them. Blank lines are passed over but counted. */
export async function* ndjsonLines(
  bytes: AsyncIterable<Buffer>,
  encoding: string,
  park?: string,
): AsyncGenerator<InputLine> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  let bytesRead = 0;
  for await (const chunk of bytes) {
    const buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let to = buffer.indexOf(newline, from); to >= 0; to = buffer.indexOf(newline, from)) {
      number += 1;
      bytesRead += to + 1 - from;
      const json = text(buffer.subarray(from, to));
      if (json !== '') yield { number, json: park ? withPark(json, park) : json, bytesRead };
      from = to + 1;
    }
    rest = buffer.subarray(from);
  }
  const json = text(rest);
  if (json !== '')
    yield {
      number: number + 1,
      json: park ? withPark(json, park) : json,
      bytesRead: bytesRead + rest.length,
    };

  function text(line: Buffer): string {
    return (encoding === 'utf-8' ? line.toString('utf8') : iconv.decode(line, encoding))
      .replace(/^\uFEFF/, '')
      .trim();
  }
}

function withPark(json: string, park: string): string {
  try {
    const update = JSON.parse(json) as Record<string, unknown>;
    return JSON.stringify({ park, ...update });
  } catch {
    return json;
  }
}
