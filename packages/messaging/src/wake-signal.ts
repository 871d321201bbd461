/** Lets one loop sleep until something happens; a signal that comes while it works is not lost. */
export interface WakeSignal {
  readonly wake: () => void;
  /** Resolves at the next `wake`, at once if one came since the last wait, or after `timeoutMs`. */
  readonly wait: (timeoutMs: number) => Promise<void>;
}

export function wakeSignal(): WakeSignal {
  let pending = false;
  let resolveWait: (() => void) | undefined;
  return {
    wake: () => {
      pending = true;
      resolveWait?.();
    },
    wait: async (timeoutMs) => {
      if (!pending) {
        const { promise, resolve } = Promise.withResolvers<void>();
        resolveWait = resolve;
        const timer = setTimeout(resolve, timeoutMs);
        await promise;
        clearTimeout(timer);
        resolveWait = undefined;
      }
      pending = false;
    },
  };
}
