import { expect, it } from 'vitest';
import { shiftedClock } from './shifted-clock.ts';

it.each([undefined, '', '0'])('leaves the clock alone for %j', (setting) => {
  expect(shiftedClock(setting)).toBeUndefined();
});

it('tells another time by so many milliseconds', () => {
  const shifted = shiftedClock('-2400000')?.().getTime() ?? 0;
  expect(Date.now() - shifted).toBeGreaterThanOrEqual(2_400_000);
  expect(Date.now() - shifted).toBeLessThan(2_401_000);
});
