import type { Clock } from '@yuanqu/domain';

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  readonly advance: (byMs: number) => void;
  readonly set: (to: Date | string) => void;
}

/** A fake clock that starts at this instant: a Date, or RFC 3339 with its offset. Throws on what is no instant. */
export function fakeClock(start: Date | string = '2026-11-02T01:00:00Z'): FakeClock {
  let nowMs = instantMs(start);
  return Object.assign(() => new Date(nowMs), {
    advance: (byMs: number) => {
      nowMs += byMs;
    },
    set: (to: Date | string) => {
      nowMs = instantMs(to);
    },
  });
}

function instantMs(instant: Date | string): number {
  const isFloating = typeof instant === 'string' && !/(?:Z|[+-]\d\d:\d\d)$/.test(instant);
  const ms = new Date(instant).getTime();
  if (isFloating || Number.isNaN(ms))
    throw new Error(`${String(instant)} is no instant: give one as 2026-11-02T01:00:00Z`);
  return ms;
}
