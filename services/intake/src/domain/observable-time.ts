import { formatInstant } from '@yuanqu/domain';
import { type Rejection, rejected, rejectedForNow } from './rejection.ts';

/** How far a sender's clock may be ahead. */
export const clockToleranceMs = 5 * 60_000;

/** How long after the fact an observation is still taken, and update ids are remembered. */
export const monthsTaken = 13;

/** The span of instants that observations may have now. */
export interface ObservableTime {
  readonly nowMs: number;
  readonly oldestMs: number;
}

export const observableAt = (nowMs: number): ObservableTime => ({
  nowMs,
  oldestMs: monthsBefore(nowMs, monthsTaken),
});

/** Codes: `intake.observed-in-future` (retryable), `intake.observed-too-long-ago`. */
export function refuseOutsideTime({ nowMs, oldestMs }: ObservableTime, atMs: number): Rejection | undefined {
  if (atMs > nowMs + clockToleranceMs)
    return rejectedForNow(
      'intake.observed-in-future',
      `observedAt ${formatInstant(atMs)} is more than 5 minutes ahead of the server's ${formatInstant(nowMs)}: check the clock and the offset, or send it again later.`,
    );
  if (atMs < oldestMs)
    return rejected(
      'intake.observed-too-long-ago',
      `observedAt ${formatInstant(atMs)} is more than ${monthsTaken} months ago; the oldest taken now is ${formatInstant(oldestMs)}.`,
    );
  return undefined;
}

/** The same time of day so many calendar months earlier (UTC), on the month's last day when it has no such day. */
export function monthsBefore(instantMs: number, months: number): number {
  const date = new Date(instantMs);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() - months);
  // 31 March − 1 month is 3 March to Date: step back to February's end.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.getTime();
}
