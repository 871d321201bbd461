import type { Logger } from 'pino';

/** What has been started, to be stopped in reverse; one that fails or hangs doesn't keep the others from stopping. */
export interface StopStack {
  readonly push: (name: string, stop: () => void | Promise<void>, limitMs?: number) => void;
  readonly stopAll: () => Promise<void>;
}

export function makeStopStack(log: Logger): StopStack {
  const steps: {
    readonly name: string;
    readonly stop: () => void | Promise<void>;
    readonly limitMs: number;
  }[] = [];
  let stopped: Promise<void> | undefined;
  const unwind = async (): Promise<void> => {
    for (let step = steps.pop(); step; step = steps.pop()) {
      const { name, stop, limitMs } = step;
      await within(limitMs, async () => stop()).catch((error: unknown) =>
        log.error({ err: error, step: name }, 'a part did not stop in order'),
      );
    }
  };
  return {
    push: (name, stop, limitMs = 3_000) => void steps.push({ name, stop, limitMs }),
    stopAll: () => (stopped ??= unwind()),
  };
}

/** The work's result, or a rejection when it takes longer. */
export async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not done within ${limitMs} ms`)), limitMs);
  try {
    return await Promise.race([work(), promise]);
  } finally {
    clearTimeout(timer);
  }
}
