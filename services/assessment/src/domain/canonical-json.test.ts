import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Canonical, canonicalJson } from './canonical-json.ts';

it('writes sorted keys, no spaces, bigints as text, and leaves out what is absent', () => {
  const value = { b: [1, null, true], a: { z: 10n ** 20n, y: '入驻率', x: undefined } };
  expect(canonicalJson(value)).toBe('{"a":{"y":"入驻率","z":"100000000000000000000"},"b":[1,null,true]}');
});

it('gives equal content equal bytes, in whatever order it was put together', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (content) => {
      const reversed = Object.fromEntries(Object.entries(content).toReversed());
      expect(canonicalJson(reversed)).toBe(canonicalJson(content));
      expect(JSON.parse(canonicalJson(content))).toEqual(content);
    }),
  );
});

it.each([0.5, Number.NaN, 2 ** 53])('refuses %s: machines may write it differently', (number) => {
  expect(() => canonicalJson({ number } as Canonical)).toThrow(TypeError);
});
