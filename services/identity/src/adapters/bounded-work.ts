import { AppError } from '@yuanqu/domain';

/** Runs the work when it is its turn. Error: `login.busy` when too many wait already. */
export type BoundedWork = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * At most `atOnce` pieces of work run, at most `waiting` wait, first come first served. Password hashing takes a thread of
 * libuv's four and 19 MiB each: a storm of logins must neither starve the files and sockets of the process nor fill it.
 */
export function boundedWork(atOnce: number, waiting: number): BoundedWork {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) await turn();
    else running += 1;
    try {
      return await work();
    } finally {
      // The place passes on to the next, so that nobody can slip in between.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
  function turn(): Promise<void> {
    if (queue.length >= waiting) throw busy();
    const { promise, resolve } = Promise.withResolvers<void>();
    queue.push(resolve);
    return promise;
  }
}

const busy = (): AppError =>
  new AppError('login.busy', 'unavailable', 'Too many people log in at this moment; try again shortly.', {
    retryAfterMs: 3_000,
  });
