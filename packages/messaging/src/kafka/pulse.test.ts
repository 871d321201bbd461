import { expect, test } from 'vitest';
import { makePulse } from './pulse.ts';

function pulseAt() {
  let now = 0;
  let counted = 0;
  const pulse = makePulse(
    () => counted++,
    () => now,
  );
  const at = (ms: number) => {
    now = ms;
  };
  return { pulse, at, counted: () => counted };
}

test('silence is counted from the last answer of the log', () => {
  const { pulse, at, counted } = pulseAt();
  at(29_000);
  expect(pulse.silentForMs()).toBe(29_000);
  pulse.fetched();
  at(59_001);
  expect(pulse.silentForMs()).toBe(30_001);
  expect(counted()).toBe(1);
});

test('work on a large batch ends the silence, for no fetch is due meanwhile', () => {
  const { pulse, at } = pulseAt();
  at(29_000);
  pulse.worked();
  at(30_000);
  expect(pulse.silentForMs()).toBe(1_000);
  expect(pulse.fetches()).toBe(0);
});
