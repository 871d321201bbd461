import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeLineSplitter, maxLineBytes } from './line-splitter.ts';

type Seen = readonly [number: number, line: string];

/** Each line, or the code of why it is none, with its number. */
function linesOf(...chunks: readonly (string | Buffer)[]): readonly Seen[] {
  const seen: Seen[] = [];
  const splitter = makeLineSplitter((number, line) =>
    seen.push([number, typeof line === 'string' ? line : line.code]),
  );
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  splitter.end();
  return seen;
}

describe('a body cut into lines', () => {
  it('numbers them from 1, counting blank ones without delivering them', () => {
    expect(linesOf('a\n\n \r\nb\r\nc')).toEqual([
      [1, 'a'],
      [4, 'b'],
      [5, 'c'],
    ]);
  });

  it('has a last line without a line break only when something is left', () => {
    expect(linesOf('a\n')).toEqual([[1, 'a']]);
    expect(linesOf('')).toEqual([]);
  });

  it('loses a byte order mark', () => {
    expect(linesOf('\ufeff{"a":1}\n')).toEqual([[1, '{"a":1}']]);
  });

  it('is the same however it is cut into chunks', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\n', ''));
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.array(fc.nat(200), { maxLength: 8 }),
        (lines, cuts) => {
          const body = Buffer.from(lines.join('\n'));
          const bounds = [
            0,
            ...cuts.map((cut) => Math.min(cut, body.length)).sort((a, b) => a - b),
            body.length,
          ];
          const chunks = bounds.slice(1).map((end, index) => body.subarray(bounds[index], end));
          expect(linesOf(...chunks)).toEqual(linesOf(body));
        },
      ),
    );
  });

  it('rejects a line that is too long and goes on with the next', () => {
    const long = 'x'.repeat(maxLineBytes + 1);
    expect(linesOf(`${long}\nb\n`)).toEqual([
      [1, 'intake.line-too-long'],
      [2, 'b'],
    ]);
    expect(linesOf('a\n', ...(long.match(/.{1,1000}/g) ?? []), '\nb', long)).toEqual([
      [1, 'a'],
      [2, 'intake.line-too-long'],
      [3, 'intake.line-too-long'],
    ]);
  });

  it('takes a line that is exactly as long as allowed', () => {
    expect(linesOf('x'.repeat(maxLineBytes), '\n')).toEqual([[1, 'x'.repeat(maxLineBytes)]]);
  });

  it('rejects a line that is not UTF-8, but not one that holds a replacement character itself', () => {
    const gb18030 = Buffer.from([0xb7, 0xe1, 0xd4, 0xf3]);
    expect(linesOf(Buffer.concat([gb18030, Buffer.from('\n丰泽\n�\n')]))).toEqual([
      [1, 'intake.bad-encoding'],
      [2, '丰泽'],
      [3, '�'],
    ]);
  });
});
