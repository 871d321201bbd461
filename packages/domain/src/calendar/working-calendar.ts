import { Day } from '../day.ts';
import { type HolidayYear, publicHolidays } from './public-holidays.ts';

/** Which days are worked on. */
export interface WorkingCalendar {
  readonly isWorkingDay: (day: Day) => boolean;
  /** The n-th working day after the given one; n is at least 1. */
  readonly after: (day: Day, workingDays: number) => Day;
  /**
   * When a deadline of so many working days ends that begins at an instant: the end of the n-th working day after the
   * day of the instant (民法典 §201: the first day isn't counted).
   */
  readonly deadline: (from: Date, workingDays: number) => Date;
  /** Working days after the first day up to and including the last; 0 when the last is not later. */
  readonly between: (first: Day, last: Day) => number;
  /** Whether the holidays of that year are known; without them weekends alone are days off. */
  readonly knows: (year: number) => boolean;
}

/** The calendar that these announcements make: weekdays but for holidays, and the weekend days worked instead. */
export function workingCalendar(years: readonly HolidayYear[] = publicHolidays): WorkingCalendar {
  const off = new Set(years.flatMap(({ holidays }) => holidays).flatMap(({ from, to }) => days(from, to)));
  const worked = new Set(years.flatMap(({ workedWeekendDays }) => workedWeekendDays));
  const known = new Set(years.map(({ year }) => year));

  const isWorkingDay = (day: Day): boolean => worked.has(day) || (Day.weekday(day) <= 5 && !off.has(day));

  function after(day: Day, workingDays: number): Day {
    if (!(Number.isInteger(workingDays) && workingDays >= 1))
      throw new RangeError(`${workingDays} is not a number of working days`);
    let at = day;
    for (let left = workingDays; left > 0; ) {
      at = Day.plus(at, 1);
      if (isWorkingDay(at)) left -= 1;
    }
    return at;
  }

  return {
    isWorkingDay,
    after,
    deadline: (from, workingDays) => new Date(Day.endMs(after(Day.of(from), workingDays))),
    between: (first, last) => days(Day.plus(first, 1), last).filter((day) => isWorkingDay(day as Day)).length,
    knows: (year) => known.has(year),
  };
}

function days(from: string, to: string): string[] {
  const all: string[] = [];
  for (let day = from as Day; day <= to; day = Day.plus(day, 1)) all.push(day);
  return all;
}
