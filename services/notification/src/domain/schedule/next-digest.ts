import { Day, type WorkingCalendar } from '@yuanqu/domain';
import type { DigestPlan } from './schedule.ts';

// The longest holidays are nine days; a plan without times has no next digest.
const searchedDays = 40;

/** The first of the digest's times after an instant, on a working day where it keeps to those. */
export function nextDigestAt(
  { times, workingDaysOnly }: DigestPlan,
  after: Date,
  calendar: WorkingCalendar,
): Date {
  const sorted = times.toSorted((one, other) => one - other);
  const today = Day.of(after);
  for (let n = 0; n <= searchedDays; n++) {
    const day = Day.plus(today, n);
    if (workingDaysOnly && !calendar.isWorkingDay(day)) continue;
    const found = sorted
      .map((time) => Day.startMs(day) + time * 60_000)
      .find((instant) => instant > after.getTime());
    if (found !== undefined) return new Date(found);
  }
  throw new RangeError('a digest has at least one time, and a month at least one working day');
}
