import { Month, workingCalendar } from '@yuanqu/domain';
import { type ReportedFigures, reportsSuffice } from '../evidence/park-evidence.ts';
import { reportingDays } from './goal-measures.ts';

/** What was reported of one of a period's months. */
export interface MonthReport extends ReportedFigures {
  readonly month: Month;
}

/** Share of tenants, in millionths, that must have reported a month: as for the league table since 2027. */
const leastReporting = 600_000;
const calendar = workingCalendar();

/**
 * Yuan of output or tax over months, by what was known at an instant. Undefined when nobody reported it, or when of a
 * month that had to be reported by then too few tenants did: a sum with holes is no measure.
 */
export function reportedTotal(
  months: readonly MonthReport[],
  amount: 'outputFen' | 'taxFen',
  knownAt: Date,
): number | undefined {
  const known = months.flatMap((report) => report[amount] ?? []);
  if (known.length === 0) return undefined;
  const hasHole = months.some((report) => isDue(report.month, knownAt) && !isWhole(report, report[amount]));
  return hasHole ? undefined : Number(known.reduce((sum, fen) => sum + fen, 0n)) / 100;
}

const isWhole = (report: MonthReport, fen: bigint | undefined): boolean =>
  fen !== undefined && reportsSuffice(report, leastReporting);

const isDue = (month: Month, knownAt: Date): boolean =>
  calendar.deadline(new Date(Month.endMs(month) - 1), reportingDays) <= knownAt;
