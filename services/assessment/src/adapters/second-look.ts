/** Looks again soon after it was asked to, once however often it was asked. */
export interface SecondLook {
  readonly soon: () => void;
  readonly stop: () => Promise<void>;
}

/**
 * Waits a moment, because whoever asks has not committed yet, and looks until a look finds nothing; then once more for a
 * transaction that was slow. What a look misses, the sweep of every minute finds.
 */
export function secondLook(look: () => Promise<number>, failed: (error: unknown) => void): SecondLook {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const after = (ms: number, attempt: number): void => {
    if (stopped || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      running = turn(attempt);
    }, ms);
  };
  const turn = async (attempt: number): Promise<void> => {
    try {
      const found = await look();
      if (found > 0) after(againMs, 0);
      else if (attempt === 0) after(slowMs, 1);
    } catch (error) {
      failed(error);
      after(slowMs, 0);
    }
  };
  return {
    soon: () => after(againMs, 0),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

const againMs = 100;
const slowMs = 1_000;
