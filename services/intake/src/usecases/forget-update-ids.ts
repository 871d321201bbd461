import type { Clock } from '@yuanqu/domain';
import { monthsBefore, monthsTaken } from '../domain/observable-time.ts';

/** Forgets update ids settled before an instant; answers how many. */
export type PurgeUpdateIds = (before: Date, signal: AbortSignal) => Promise<number>;

/**
 * Forgets the ids of updates that would be rejected as too old if they came again. A day later than that, because an
 * observation may lie some minutes ahead of its commit.
 */
export const makeForgetUpdateIds =
  (purge: PurgeUpdateIds, clock: Clock) =>
  (signal: AbortSignal): Promise<number> =>
    purge(new Date(monthsBefore(clock().getTime(), monthsTaken) - 86_400_000), signal);
