import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideRounded } from './rounding.ts';

describe('divideRounded', () => {
  it.each([
    [5n, 2n, 3n, 2n],
    [7n, 2n, 4n, 4n],
    [-5n, 2n, -3n, -2n],
    [-7n, 2n, -4n, -4n],
    [1n, 2n, 1n, 0n],
    [-1n, 2n, -1n, 0n],
    [5n, -2n, -3n, -2n],
    [1n, 3n, 0n, 0n],
    [2n, 3n, 1n, 1n],
    [-2n, 3n, -1n, -1n],
    [6n, 3n, 2n, 2n],
  ])('%s / %s is %s half up and %s half even', (numerator, denominator, halfUp, halfEven) => {
    expect(divideRounded(numerator, denominator, 'half-up')).toBe(halfUp);
    expect(divideRounded(numerator, denominator, 'half-even')).toBe(halfEven);
  });

  it('is never off by more than half', () => {
    const rounding = fc.constantFrom('half-up' as const, 'half-even' as const);
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), rounding, (numerator, denominator, mode) => {
        const twiceOff = 2n * (divideRounded(numerator, denominator, mode) * denominator - numerator);
        expect(twiceOff <= denominator && twiceOff >= -denominator).toBe(true);
      }),
    );
  });

  it('is odd: the opposite rounds to the opposite', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (numerator, denominator) => {
        expect(divideRounded(-numerator, denominator, 'half-up')).toBe(
          -divideRounded(numerator, denominator, 'half-up'),
        );
      }),
    );
  });

  it('throws on division by zero', () => {
    expect(() => divideRounded(1n, 0n, 'half-up')).toThrow(RangeError);
  });
});
