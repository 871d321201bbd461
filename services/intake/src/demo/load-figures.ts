import { AppError, Month } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import {
  lockReporters,
  readKnownFigures,
  readMerged,
  saveFigures,
} from '../adapters/figures/figures-registry.ts';
import { readReportedMonths, saveSizes } from '../adapters/figures/size-registry.ts';
import { type FiguresPlace, type FiguresReport, placeKey } from '../domain/figures/figures.ts';
import { makeSettleFigures } from '../usecases/figures/settle-figures.ts';
import type { DemoDistrict } from './demo-district.ts';
import { demoMonths } from './monthly-figures.ts';

const dayMs = 86_400_000;
const reportedAfterDays = 9;
const correctedAfterDays = 40;

/** Enters the tenants' months by the use case itself, each when it was over. Returns the events for the caller to append. */
export async function loadFigures(
  tx: Executor,
  district: DemoDistrict,
  now: Date,
): Promise<readonly NewEvent[]> {
  const events: NewEvent[] = [];
  const append = async (_: Executor, some: readonly NewEvent[]) => void events.push(...some);
  const settle = makeSettleFigures({
    append,
    lockReporters,
    readMerged,
    readKnownFigures,
    // The months were made from what was observed.
    findTenants: async (_: Executor, places: readonly FiguresPlace[]) => new Set(places.map(placeKey)),
    saveFigures,
    readReportedMonths,
    saveSizes,
  });
  const enter = async (reports: readonly FiguresReport[], at: Date): Promise<void> => {
    const decisions = await settle(tx, reports, {
      dryRun: false,
      scope: '*',
      only: undefined,
      by: 'demo-operator',
      now: at,
      context: {},
      expected: 'any',
      keepsWhatIsLeftOut: false,
      needsReason: false,
    });
    const refused = decisions.find((decision) => decision instanceof AppError);
    if (refused) throw refused;
  };
  const after = (month: Month, days: number): Date =>
    new Date(Math.min(Month.endMs(month) + days * dayMs, now.getTime()));
  for (const { month, reports, corrections } of demoMonths(district, now.getTime())) {
    await enter(reports, after(month, reportedAfterDays));
    await enter(corrections, after(month, correctedAfterDays));
  }
  return events;
}
