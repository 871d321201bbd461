import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { housekeeping } from './housekeeping.ts';

const silent = pino({ level: 'silent' });

describe('housekeeping', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('does every chore every hour, also after one has failed', async () => {
    const done: string[] = [];
    const chores = [
      { name: 'failing', run: () => Promise.reject(new Error('database away')) },
      { name: 'working', run: async () => void done.push('working') },
    ];
    const { start, stop } = housekeeping(chores, silent);
    await start?.();
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * 3600_000);
    expect(done).toEqual(['working', 'working']);
    await stop?.();
    await vi.advanceTimersByTimeAsync(3600_000);
    expect(done).toHaveLength(2);
  });

  it('ends a round that has begun before it stops', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { start, stop } = housekeeping([{ name: 'slow', run: () => promise }], silent);
    await start?.();
    await vi.advanceTimersByTimeAsync(3600_000);
    let stopped = false;
    const stopping = Promise.resolve(stop?.()).then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(10);
    expect(stopped).toBe(false);
    resolve();
    await stopping;
    expect(stopped).toBe(true);
  });
});
