import { expect, it } from 'vitest';
import { stageClock } from './stage-clock.ts';

it('runs on with real time, jumps forward, and never goes back', () => {
  let elapsed = 500;
  const { clock, forwardTo } = stageClock(1_000, () => elapsed);
  expect(clock().getTime()).toBe(1_000);
  elapsed += 20;
  expect(clock().getTime()).toBe(1_020);
  forwardTo(9_000);
  expect(clock().getTime()).toBe(9_000);
  elapsed += 5;
  forwardTo(2_000);
  expect(clock().getTime()).toBe(9_005);
});
