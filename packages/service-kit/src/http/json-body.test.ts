import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsNul, isTooDeep } from './json-body.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('isTooDeep', () => {
  it('draws the line after 64 levels', () => {
    expect([isTooDeep(nested(64)), isTooDeep(nested(65))]).toEqual([false, true]);
  });

  it('counts levels and not brackets', () => {
    expect(isTooDeep(`[${'{},'.repeat(1000)}[]]`)).toBe(false);
  });

  it('does not count brackets inside strings, however they are escaped', () => {
    const text = fc.string({
      unit: fc.constantFrom('[', '{', '"', '\\', 'a', ']'),
      minLength: 0,
      maxLength: 200,
    });
    fc.assert(
      fc.property(text, (inner) => {
        expect(isTooDeep(JSON.stringify([inner, inner]))).toBe(false);
      }),
    );
  });

  it('ends on text that is cut off inside a string', () => {
    expect(isTooDeep('["abc\\')).toBe(false);
  });
});

describe('holdsNul', () => {
  it('finds exactly what parses to a NUL character', () => {
    const text = fc.string({ unit: fc.constantFrom('\u0000', '\\', 'u', '0', 'x'), maxLength: 20 });
    fc.assert(
      fc.property(text, (inner) => {
        expect(holdsNul(JSON.stringify(inner))).toBe(inner.includes('\u0000'));
      }),
    );
  });
});
