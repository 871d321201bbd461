import { AppError } from '@yuanqu/domain';
import type { OneAtATime } from '../usecases/ports.ts';

const maxWaiting = 50;

/** Runs the work of each name in order of arrival; different names don't wait for one another. Error: `login.busy`. */
export function oneAtATime(): OneAtATime {
  const lines = new Map<string, { tail: Promise<unknown>; waiting: number }>();
  return async (name, work) => {
    const line = lines.get(name) ?? { tail: Promise.resolve(), waiting: 0 };
    if (line.waiting >= maxWaiting)
      throw new AppError('login.busy', 'too-many', 'This account is logged in too often at once.', {
        retryAfterMs: 3_000,
      });
    lines.set(name, line);
    line.waiting += 1;
    const mine = line.tail.then(work);
    line.tail = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) lines.delete(name);
    }
  };
}
