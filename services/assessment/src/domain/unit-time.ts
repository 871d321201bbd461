import type { ClosedInterval } from '@yuanqu/domain';
import { compareBytes } from './byte-order.ts';
import { type Status, statuses, unobserved } from './occupancy-status.ts';

/** When a unit exists: its history begins with it and ends when it is retired. */
export interface Lifetime {
  readonly sinceMs: number;
  readonly retiredAtMs?: number | undefined;
}

/** What is needed of an observation to reckon with it. */
export interface Observed {
  readonly observedAtMs: number;
  readonly updateId: string;
  readonly operator: string;
  readonly status: Status;
}

/** A stretch in which a unit's state did not change, and the observation it came from, if there was one by then. */
export interface StateInterval<O extends Observed = Observed> extends ClosedInterval {
  readonly status: Status;
  readonly observation?: O;
}

/** Time let and time in which it could have been let, in whole milliseconds. */
export interface UnitTime {
  readonly letMs: number;
  readonly lettableMs: number;
}

/** The order in which observations take effect: by instant, ties by update id, then by operator. */
export const compareObserved = (a: Observed, b: Observed): number =>
  a.observedAtMs - b.observedAtMs ||
  compareBytes(a.updateId, b.updateId) ||
  compareBytes(a.operator, b.operator);

/**
 * The unit's states within the span, gapless over the part of it in which the unit exists. The observations may come in
 * any order; needed are those within the span and the last one before it.
 */
export function stateIntervals<O extends Observed>(
  lifetime: Lifetime,
  observations: readonly O[],
  span: ClosedInterval,
): readonly StateInterval<O>[] {
  const fromMs = Math.max(span.fromMs, lifetime.sinceMs);
  const toMs = Math.min(span.toMs, lifetime.retiredAtMs ?? Number.POSITIVE_INFINITY);
  const ordered = observations.toSorted(compareObserved);
  const before = ordered.findLastIndex(({ observedAtMs }) => observedAtMs <= fromMs);
  const within = ordered.slice(before + 1).filter(({ observedAtMs }) => observedAtMs < toMs);
  const starts = [startOf(fromMs, ordered[before]), ...within.map((o) => startOf(o.observedAtMs, o))];
  const lasting = (start: IntervalStart<O>, index: number): StateInterval<O> => ({
    ...start,
    toMs: starts[index + 1]?.fromMs ?? toMs,
  });
  return starts.map(lasting).filter((interval) => interval.fromMs < interval.toMs);
}

/** How long of these intervals the unit was let, and could have been. */
export function timeOf(intervals: readonly StateInterval[]): UnitTime {
  let [letMs, lettableMs] = [0, 0];
  for (const { fromMs, toMs, status } of intervals) {
    if (statuses[status].lettable) lettableMs += toMs - fromMs;
    if (statuses[status].let) letMs += toMs - fromMs;
  }
  return { letMs, lettableMs };
}

type IntervalStart<O extends Observed> = Omit<StateInterval<O>, 'toMs'>;

const startOf = <O extends Observed>(fromMs: number, observation: O | undefined): IntervalStart<O> =>
  observation ? { fromMs, status: observation.status, observation } : { fromMs, status: unobserved };
