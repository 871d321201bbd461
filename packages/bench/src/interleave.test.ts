import { expect, test } from 'vitest';
import { interleave, quantile } from './interleave.ts';

test('the ratio is taken pair by pair, so that a machine that slows down half-way does not shift it', async () => {
  let speed = 100;
  const side = (name: string, factor: number) => ({
    name,
    run: async () => ({ events: 1_000, seconds: 1_000 / (speed * factor) }),
  });
  const slowing = {
    ...side('b', 1),
    run: async () => {
      const pass = { events: 1_000, seconds: 1_000 / speed };
      speed /= 2;
      return pass;
    },
  };
  const { ratios } = await interleave(side('a', 2), slowing, 4);
  expect(ratios).toEqual([2, 2, 2, 2]);
});

test('a quantile is a value that was measured', () => {
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(quantile([1, 2], 0.99)).toBe(2);
});
