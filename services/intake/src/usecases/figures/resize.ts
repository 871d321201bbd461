import { Month } from '@yuanqu/domain';
import { enterpriseChanged, type EventContext, type NewEvent, newEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { type ReportedYear, sizeOf } from '../../domain/enterprise.ts';
import { reportedYearOf } from '../../domain/figures/reported-year.ts';
import type { Reporter, Resized, SettleFiguresPorts } from './figures-ports.ts';

/**
 * Looks at the size classes of enterprises again after their figures have changed, and keeps the twelve months that they
 * go by now. Answers with an event for each class that is another one.
 */
export async function resize(
  { readReportedMonths, saveSizes }: Pick<SettleFiguresPorts, 'readReportedMonths' | 'saveSizes'>,
  tx: Executor,
  reporters: readonly Reporter[],
  now: Date,
  context: EventContext,
): Promise<readonly NewEvent[]> {
  if (reporters.length === 0) return [];
  const months = await readReportedMonths(
    tx,
    reporters.map(({ uscc }) => uscc),
    firstMonthLookedAt(now),
  );
  const looked = reporters.map((reporter) => {
    const reported = reportedYearOf(months.get(reporter.uscc) ?? []);
    return { reporter, reported, sizeClass: sizeOf({ ...reporter, reported }) };
  });
  const changed = looked.filter(({ reporter, reported }) => !isSame(reporter.reported, reported));
  const resized = changed.map(
    ({ reporter, reported, sizeClass }): Resized & { readonly reporter: Reporter } => ({
      reporter,
      uscc: reporter.uscc,
      sizeClass,
      reported,
      revision: reporter.revision + (sizeClass === reporter.sizeClass ? 0 : 1),
    }),
  );
  if (resized.length > 0) await saveSizes(tx, resized, now);
  return resized
    .filter(({ reporter, revision }) => revision > reporter.revision)
    .map((one) => resizedEvent(one.reporter, one, now, context));
}

/** Older months say nothing of a size today: the newest twelve in a row are looked for in two years. */
export const firstMonthLookedAt = (now: Date): Month => Month.plus(Month.of(now), -24);

function resizedEvent(
  { uscc, name, industry, provisional }: Reporter,
  { sizeClass, revision }: Resized,
  time: Date,
  context: EventContext,
): NewEvent {
  return newEvent(enterpriseChanged, {
    subject: uscc,
    revision,
    time,
    context,
    data: {
      uscc,
      ...(name !== undefined && { name }),
      ...(industry !== undefined && { industry }),
      ...(sizeClass !== undefined && { sizeClass }),
      provisional,
    },
  });
}

const isSame = (one: ReportedYear | undefined, other: ReportedYear | undefined): boolean =>
  one?.until === other?.until && one?.revenueFen === other?.revenueFen && one?.staff === other?.staff;
