import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@yuanqu/domain';
import type { Executor, GroupLag } from '@yuanqu/messaging';
import type { Watermark } from '../domain/league-table.ts';
import type { ReadLag, ReadWatermarks } from './league-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly readLag: ReadLag;
  readonly readWatermarks: ReadWatermarks;
  readonly waitMs: number;
}

/** What is still to come from one partition. */
interface Waiting {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly lag: number;
}

/**
 * Waits until this service has taken in everything that was in the log when it was asked: a stream that goes on must not
 * put the closing off for ever, so what comes in meanwhile is not waited for.
 * Errors: `assessment.events-parked`, `assessment.lagging` (both say what is missing), `assessment.consumers-away`.
 */
export const makeAwaitEvents =
  ({ db, readLag, readWatermarks, waitMs }: Ports) =>
  async (): Promise<void> => {
    const deadline = performance.now() + waitMs;
    const first = await readLag();
    refuseParked(first);
    // Read after the lag, so that each goal is at or beyond what was in the log then.
    const goals = goalsOf(first, await readWatermarks(db));
    for (;;) {
      const waiting = await stillWaiting(goals, await readLag(), await readWatermarks(db));
      if (waiting.length === 0) return;
      if (performance.now() >= deadline) throw lagging(waiting);
      await delay(pollMs);
    }
  };

const pollMs = 100;

const nameOf = ({ group, topic, partition }: Omit<Waiting, 'lag'>): string =>
  `${group} ${topic}/${partition}`;

const waitingOf = (lag: readonly GroupLag[]): readonly Waiting[] =>
  lag.flatMap(({ group, partitions }) => partitions.map((partition) => ({ group, ...partition })));

function goalsOf(lag: readonly GroupLag[], watermarks: readonly Watermark[]): ReadonlyMap<string, bigint> {
  const reached = new Map(watermarks.map((watermark) => [nameOf(watermark), watermark.sequence]));
  return new Map(
    waitingOf(lag).map((waiting) => [
      nameOf(waiting),
      (reached.get(nameOf(waiting)) ?? 0n) + BigInt(waiting.lag),
    ]),
  );
}

/** A partition is done when it has nothing left, or its watermark has reached the goal. */
async function stillWaiting(
  goals: ReadonlyMap<string, bigint>,
  lag: readonly GroupLag[],
  watermarks: readonly Watermark[],
): Promise<readonly Waiting[]> {
  const reached = new Map(watermarks.map((watermark) => [nameOf(watermark), watermark.sequence]));
  return waitingOf(lag).filter((waiting) => {
    const goal = goals.get(nameOf(waiting));
    return goal !== undefined && waiting.lag > 0 && (reached.get(nameOf(waiting)) ?? 0n) < goal;
  });
}

function refuseParked(lag: readonly GroupLag[]): void {
  if (lag.length === 0) {
    throw new AppError(
      'assessment.consumers-away',
      'unavailable',
      'The consumers have not started yet, so nobody knows what is missing. Try again shortly.',
      { retryAfterMs: 2_000 },
    );
  }
  const parked = lag
    .filter((group) => group.parked > 0)
    .map(({ group, parked: count }) => ({ group, parked: count }));
  if (parked.length === 0) return;
  throw new AppError(
    'assessment.events-parked',
    'conflict',
    'Events that could not be handled are parked, and the month would be closed without them. An administrator has to replay or discard them first (ops/dead-letters).',
    { parked },
  );
}

const lagging = (waiting: readonly Waiting[]): AppError =>
  new AppError(
    'assessment.lagging',
    'conflict',
    'Not everything that was told has been taken in yet; the month would be closed without it. Try again when the lag is gone.',
    { lagging: waiting },
  );
