import type { Clock } from '@yuanqu/domain';

/** A clock that can be put forward. Between two moves it runs on with real time; it never goes back. */
export interface StageClock {
  readonly clock: Clock;
  /** Does nothing when it is later already. */
  readonly forwardTo: (instantMs: number) => void;
}

/** Starts at an instant (UTC ms). */
export function stageClock(startMs: number, elapsedMs: () => number = () => performance.now()): StageClock {
  let [setTo, setAt] = [startMs, elapsedMs()];
  const now = (): number => setTo + (elapsedMs() - setAt);
  return {
    clock: () => new Date(now()),
    forwardTo: (instantMs) => {
      if (instantMs > now()) [setTo, setAt] = [instantMs, elapsedMs()];
    },
  };
}
