import { Day } from '../day.ts';
import type { HolidayYear } from './holiday-year.ts';
import { holidayYears } from './holiday-years.ts';

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
  /** Whether the holidays of that year are known; without them weekends and the holidays of fixed date alone are days off. */
  readonly knows: (year: number) => boolean;
}

/**
 * The calendar that these announcements make, else those known to the process: weekdays but for holidays, and the weekend
 * days worked instead.
 */
export function workingCalendar(years?: readonly HolidayYear[]): WorkingCalendar {
  const known = years ? compiled(years) : undefined;
  const days = (): Compiled => known ?? current();

  const isWorkingDay = (day: Day): boolean => isWorked(days(), day);

  function after(day: Day, workingDays: number): Day {
    if (!(Number.isInteger(workingDays) && workingDays >= 1))
      throw new RangeError(`${workingDays} is not a number of working days`);
    const calendar = days();
    let at = day;
    for (let left = workingDays; left > 0; ) {
      at = Day.plus(at, 1);
      if (isWorked(calendar, at)) left -= 1;
    }
    if (!calendar.years.has(yearOf(at))) holidayYears.missed(yearOf(at));
    return at;
  }

  return {
    isWorkingDay,
    after,
    deadline: (from, workingDays) => new Date(Day.endMs(after(Day.of(from), workingDays))),
    between: (first, last) => daysOf(Day.plus(first, 1), last).filter(isWorkingDay).length,
    knows: (year) => days().years.has(year),
  };
}

interface Compiled {
  readonly off: ReadonlySet<string>;
  readonly worked: ReadonlySet<string>;
  readonly years: ReadonlySet<number>;
}

const compiled = (years: readonly HolidayYear[]): Compiled => ({
  off: new Set(years.flatMap(({ holidays }) => holidays).flatMap(({ from, to }) => daysOf(from, to))),
  worked: new Set(years.flatMap(({ workedWeekendDays }) => workedWeekendDays)),
  years: new Set(years.map(({ year }) => year)),
});

let cached: { readonly version: number; readonly days: Compiled } | undefined;

function current(): Compiled {
  const version = holidayYears.version();
  if (cached?.version !== version) cached = { version, days: compiled(holidayYears.all()) };
  return cached.days;
}

// 全国年节及纪念日放假办法 §2 (2024): the holidays of Gregorian date. The others follow the moon, and their exchange the announcement.
const fixedHolidays: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

const isWorked = ({ off, worked, years }: Compiled, day: Day): boolean =>
  worked.has(day) ||
  (Day.weekday(day) <= 5 && !off.has(day) && (years.has(yearOf(day)) || !fixedHolidays.has(day.slice(5))));

const yearOf = (day: string): number => Number(day.slice(0, 4));

function daysOf(from: string, to: string): Day[] {
  const all: Day[] = [];
  for (let day = from as Day; day <= to; day = Day.plus(day, 1)) all.push(day);
  return all;
}
