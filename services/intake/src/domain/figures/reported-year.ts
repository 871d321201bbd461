import { Month } from '@yuanqu/domain';
import type { ReportedYear } from '../enterprise.ts';

/** A month of an enterprise over all its parks; without revenue where a park's is missing or not final. */
export interface ReportedMonth {
  readonly month: Month;
  readonly revenueFen: bigint | undefined;
  readonly staff: number | undefined;
}

const monthsOfYear = 12;

/** The newest twelve months in a row whose revenue is known, with the newest number of staff among them. */
export function reportedYearOf(months: readonly ReportedMonth[]): ReportedYear | undefined {
  const known = new Map(
    months.flatMap((one) => (one.revenueFen === undefined ? [] : [[one.month, one] as const])),
  );
  const until = [...known.keys()]
    .toSorted()
    .findLast((month) => yearUntil(month).every((one) => known.has(one)));
  if (until === undefined) return undefined;
  const year = yearUntil(until).flatMap((month) => known.get(month) ?? []);
  return {
    until,
    revenueFen: year.reduce((sum, { revenueFen = 0n }) => sum + revenueFen, 0n),
    staff: year.findLast(({ staff }) => staff !== undefined)?.staff,
  };
}

const yearUntil = (month: Month): readonly Month[] =>
  Month.between(Month.plus(month, 1 - monthsOfYear), month);
