import { Day, Month } from '@yuanqu/domain';

/** Days of Asia/Shanghai, both included. */
export interface ClaimPeriod {
  readonly from: Day;
  readonly until: Day;
}

/**
 * The days of some months of a tenancy, the first of which is month 1 and begins with its term. A term that begins on the
 * 29th to 31st has its months begin on the last day of shorter ones, without drifting.
 */
export const periodOf = (
  term: { readonly from: string },
  firstMonth: number,
  months: number,
): ClaimPeriod => ({
  from: monthStart(term.from, firstMonth - 1),
  until: Day.plus(monthStart(term.from, firstMonth - 1 + months), -1),
});

/** How many whole months the days hold. */
export function wholeMonths({ from, until }: { readonly from: string; readonly until: string }): number {
  let months = 0;
  while (Day.plus(monthStart(from, months + 1), -1) <= until) months += 1;
  return months;
}

/** The months of a tenancy that a claim is about, by their number. */
export const monthNumbers = ({
  firstMonth,
  months,
}: {
  readonly firstMonth: number;
  readonly months: number;
}): readonly number[] => Array.from({ length: months }, (_, index) => firstMonth + index);

function monthStart(from: string, months: number): Day {
  const month = Month.plus(from.slice(0, 7) as Month, months);
  const lastDay = Number(Day.plus(`${Month.next(month)}-01` as Day, -1).slice(8));
  return `${month}-${String(Math.min(Number(from.slice(8)), lastDay)).padStart(2, '0')}` as Day;
}
