import { expect, it } from 'vitest';
import { divideHalfUp, fixed, millionthsOf, percentOf } from './ratio.ts';

it.each([
  [5n, 2n, 3n],
  [-5n, 2n, -3n],
  [4n, 3n, 1n],
  [-4n, 3n, -1n],
  [0n, 7n, 0n],
])('divides %s by %s half up, away from zero', (numerator, denominator, expected) => {
  expect(divideHalfUp(numerator, denominator)).toBe(expected);
});

it('measures in millionths, and nothing where there is no whole', () => {
  expect(millionthsOf({ part: 2n, whole: 3n })).toBe(666_667);
  expect(millionthsOf({ part: 0n, whole: 0n })).toBeUndefined();
});

it.each([
  [718_200, '71.82 %'],
  [852_191, '85.2191 %'],
  [1_000_000, '100.00 %'],
  [44_250, '4.425 %'],
  [-50_000, '-5.00 %'],
  [-7, '-0.0007 %'],
  [0, '0.00 %'],
])('writes %s millionths as %s', (millionths, text) => {
  expect(percentOf(millionths)).toBe(text);
});

it('writes counts of small units with two decimals', () => {
  expect([fixed(1_234_567n, 4), fixed(5n, 2), fixed(-150n, 2)]).toEqual(['123.46', '0.05', '-1.50']);
});
