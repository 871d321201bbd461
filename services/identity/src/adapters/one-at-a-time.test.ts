import { describe, expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

describe('one at a time', () => {
  it('runs the work of a name in order and never twice at once', async () => {
    const queue = oneAtATime();
    const log: string[] = [];
    const step = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise(setImmediate);
      log.push(`${name} ends`);
    };
    await Promise.all([queue('li.si', step('first')), queue('li.si', step('second'))]);
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('lets other names pass', async () => {
    const queue = oneAtATime();
    const { promise, resolve } = Promise.withResolvers<string>();
    const held = queue('li.si', () => promise);
    await expect(queue('wang.wu', () => Promise.resolve('done'))).resolves.toBe('done');
    resolve('late');
    await expect(held).resolves.toBe('late');
  });

  it('goes on after a failure, which only its own caller sees', async () => {
    const queue = oneAtATime();
    const failed = queue('li.si', () => Promise.reject(new Error('no')));
    const next = queue('li.si', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('turns away who comes behind fifty', async () => {
    const queue = oneAtATime();
    const { promise, resolve } = Promise.withResolvers<void>();
    const taken = Array.from({ length: 50 }, () => queue('li.si', () => promise));
    await expect(queue('li.si', () => promise)).rejects.toMatchObject({ code: 'login.busy' });
    resolve();
    await Promise.all(taken);
  });
});
