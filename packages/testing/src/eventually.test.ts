import { describe, expect, it } from 'vitest';
import { eventually } from './eventually.ts';

describe('eventually', () => {
  it('returns what the condition gave once it is truthy', async () => {
    let calls = 0;
    const value = await eventually(() => (++calls >= 3 ? { calls } : undefined), { everyMs: 1 });
    expect(value).toEqual({ calls: 3 });
  });

  it('takes a throwing condition for not true yet', async () => {
    let calls = 0;
    const condition = async () => {
      calls += 1;
      if (calls < 3) throw new Error('not there');
      return true;
    };
    expect(await eventually(condition, { everyMs: 1 })).toBe(true);
  });

  it('gives up after its bound and says what it saw last', async () => {
    const started = performance.now();
    await expect(eventually(() => null, { withinMs: 30, everyMs: 5 })).rejects.toThrow(
      /not within 30 ms: .*\nlast: null/,
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('keeps the last error as the cause', async () => {
    const cause = new Error('connection refused');
    const condition = () => Promise.reject<true>(cause);
    await expect(eventually(condition, { withinMs: 10, everyMs: 5 })).rejects.toMatchObject({ cause });
  });

  it('bounds a condition that never answers', async () => {
    const never = () => new Promise<true>(() => undefined);
    await expect(eventually(never, { withinMs: 20 })).rejects.toThrow(/last: no answer/);
  });
});
