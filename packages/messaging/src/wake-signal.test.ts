import { expect, test } from 'vitest';
import { wakeSignal } from './wake-signal.ts';

const hour = 3_600_000;

test('a signal ends the wait', async () => {
  const signal = wakeSignal();
  const waiting = signal.wait(hour);
  signal.wake();
  await expect(waiting).resolves.toBeUndefined();
});

test('a signal that came before the wait is not lost, and counts once', async () => {
  const signal = wakeSignal();
  signal.wake();
  signal.wake();
  await signal.wait(hour);
  const started = performance.now();
  await signal.wait(20);
  expect(performance.now() - started).toBeGreaterThan(15);
});
