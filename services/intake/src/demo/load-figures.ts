import { AppError, Month } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { lockReporters, readKnownFigures, saveFigures } from '../adapters/figures/figures-registry.ts';
import { readReportedMonths, saveSizes } from '../adapters/figures/size-registry.ts';
import { type FiguresReport, placeKey } from '../domain/figures/figures.ts';
import type { Reporter } from '../usecases/figures/figures-ports.ts';
import { resize } from '../usecases/figures/resize.ts';
import { makeSettleFigures, type SettleFigures } from '../usecases/figures/settle-figures.ts';
import type { DemoDistrict } from './demo-district.ts';
import { demoMonths } from './monthly-figures.ts';

const dayMs = 86_400_000;
const reportedAfterDays = 9;
const correctedAfterDays = 40;

/**
 * Enters the tenants' months by the use case itself, each when it was over; what the months change of the enterprises
 * is written once, after the last. Returns the events for the caller to append.
 */
export async function loadFigures(
  tx: Executor,
  district: DemoDistrict,
  now: Date,
): Promise<readonly NewEvent[]> {
  const usccs = district.enterprises.flatMap(({ uscc }) => uscc ?? []);
  const reporters = new Map(await lockReporters(tx, usccs));
  const events: NewEvent[] = [];
  const settle = settlingInMemory(reporters, events);
  const after = (month: Month, days: number): Date =>
    new Date(Math.min(Month.endMs(month) + days * dayMs, now.getTime()));
  for (const { month, reports, corrections } of demoMonths(district, now.getTime())) {
    await enter(settle, tx, reports, after(month, reportedAfterDays));
    await enter(settle, tx, corrections, after(month, correctedAfterDays));
  }
  const all = [...reporters.values()];
  await saveFigures(tx, [], all);
  events.push(...(await resize({ readReportedMonths, saveSizes }, tx, all, now, {})));
  return events;
}

/** The use case over reporters that nobody else knows yet: counts their events in the map and writes their figures only. */
const settlingInMemory = (reporters: Map<string, Reporter>, events: NewEvent[]): SettleFigures =>
  makeSettleFigures({
    append: async (_, some) => void events.push(...some),
    lockReporters: async () => reporters,
    readMerged: async () => new Map(),
    readKnownFigures,
    // The months were made from what was observed.
    findTenants: async (_, places) => new Set(places.map(placeKey)),
    saveFigures: async (tx, entered, counted) => {
      for (const { uscc, figuresRevision } of counted) {
        const reporter = reporters.get(uscc);
        if (reporter) reporters.set(uscc, Object.assign({}, reporter, { figuresRevision }));
      }
      await saveFigures(tx, entered, []);
    },
    readReportedMonths: async () => new Map(),
    saveSizes: async () => {},
  });

async function enter(
  settle: SettleFigures,
  tx: Executor,
  reports: readonly FiguresReport[],
  at: Date,
): Promise<void> {
  const decisions = await settle(tx, reports, {
    dryRun: false,
    scope: '*',
    only: undefined,
    by: 'demo-operator',
    now: at,
    context: {},
    expected: 'any',
    leftOut: 'refused',
    needsReason: false,
  });
  const refused = decisions.find((decision) => decision instanceof AppError);
  if (refused) throw refused;
}
