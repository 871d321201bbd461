import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf, inUnitsOf, parseDecimal } from './decimal.ts';

describe('parseDecimal', () => {
  it.each([
    ['0', 0n, 0],
    ['-12.50', -1250n, 2],
    ['1,234,567.8', 12_345_678n, 1],
    ['１２．５', 125n, 1],
    [' 7 ', 7n, 0],
    ['-0.05', -5n, 2],
  ])('reads %j', (text, digits, scale) => {
    expect(parseDecimal(text)).toEqual({ digits, scale });
  });

  it.each(['', '.5', '5.', '1e3', '1,23', '1,2345', '--1', '1.2.3', 'NaN', '十', '9'.repeat(41)])(
    'refuses %j',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );
});

describe('decimalOf', () => {
  it.each([
    [0.0435, 435n, 4],
    ['0.0435', 435n, 4],
    [1e-7, 1n, 7],
    [1.5e21, 1_500_000_000_000_000_000_000n, 0],
    [-2, -2n, 0],
  ])('takes %s as it is written', (value, digits, scale) => {
    expect(decimalOf(value)).toEqual({ digits, scale });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 'abc', '1e999999999', '1e-999999999'])(
    'throws on %s',
    (value) => {
      expect(() => decimalOf(value)).toThrow(RangeError);
    },
  );
});

describe('inUnitsOf', () => {
  it('gives whole units back for every decimal of that many places', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.nat(6), (digits, scale) => {
        expect(inUnitsOf({ digits: digits * 10n ** BigInt(scale), scale: scale + 2 }, 2)).toBe(digits);
      }),
    );
  });

  it('has no whole units for a decimal with more places', () => {
    expect(inUnitsOf({ digits: 1234n, scale: 3 }, 2)).toBeUndefined();
  });
});
