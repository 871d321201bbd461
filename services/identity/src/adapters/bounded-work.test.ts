import { describe, expect, it } from 'vitest';
import { boundedWork } from './bounded-work.ts';

/** Work that is done when told, and knows how much of it runs. */
function controlled() {
  const ends: (() => void)[] = [];
  const seen = { running: 0, most: 0 };
  const work = async (): Promise<number> => {
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    await new Promise<void>((resolve) => ends.push(resolve));
    seen.running -= 1;
    return seen.running;
  };
  const endAll = async (): Promise<void> => {
    for (let end = ends.shift(); end; end = ends.shift()) {
      end();
      await new Promise(setImmediate);
    }
  };
  return { work, seen, endAll };
}

describe('bounded work', () => {
  it('runs so many at once and the others after them, all in the end', async () => {
    const { work, seen, endAll } = controlled();
    const bounded = boundedWork(2, 10);
    const all = Array.from({ length: 7 }, () => bounded(work));
    await endAll();
    await Promise.all(all);
    expect(seen).toEqual({ running: 0, most: 2 });
  });

  it('turns away who would wait behind too many', async () => {
    const { work, endAll } = controlled();
    const bounded = boundedWork(1, 1);
    const taken = [bounded(work), bounded(work)];
    await expect(bounded(work)).rejects.toMatchObject({ code: 'login.busy', kind: 'unavailable' });
    await endAll();
    await Promise.all(taken);
  });

  it('passes its place on after a failure', async () => {
    const bounded = boundedWork(1, 1);
    await expect(bounded(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(bounded(() => Promise.resolve('yes'))).resolves.toBe('yes');
  });
});
