import { type AppError, Month } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { type FiguresReport, placeKey } from '../../domain/figures/figures.ts';
import {
  type ReportDecision,
  type ReportKnowledge,
  reportFigures,
} from '../../domain/figures/report-figures.ts';
import type { ImportRun } from '../tables/import-run.ts';
import type { Reporter, SettleFiguresPorts } from './figures-ports.ts';
import { figuresReportedEvent } from './figures-events.ts';

/** On whose behalf figures are entered, and how strictly. */
export type FiguresRun = ImportRun &
  Pick<ReportKnowledge, 'only' | 'expected' | 'keepsWhatIsLeftOut' | 'needsReason'>;

/** What came of each report, in their order. */
export type SettleFigures = (
  tx: Executor,
  reports: readonly FiguresReport[],
  run: FiguresRun,
) => Promise<readonly (ReportDecision | AppError | undefined)[]>;

/** Judges reports of different places, writes those that say something new, and tells it. */
export const makeSettleFigures =
  (ports: SettleFiguresPorts): SettleFigures =>
  async (tx, reports, run) => {
    const reporters = await ports.lockReporters(tx, [...new Set(reports.map(({ uscc }) => uscc))]);
    const known = await ports.readKnownFigures(tx, reports);
    const tenants = await ports.findTenants(tx, reports);
    const thisMonth = Month.of(run.now);
    const decisions = reports.map((report) =>
      reportFigures(report, {
        ...run,
        known: known.get(placeKey(report)),
        isRegistered: reporters.has(report.uscc),
        isTenant: tenants.has(placeKey(report)),
        thisMonth,
      }),
    );
    const made = decisions.filter((decision) => decision !== undefined && 'figures' in decision);
    if (!run.dryRun && made.length > 0) await enter(ports, tx, made, reporters, run);
    return decisions;
  };

async function enter(
  { saveFigures, append }: SettleFiguresPorts,
  tx: Executor,
  made: readonly ReportDecision[],
  before: ReadonlyMap<string, Reporter>,
  { by, now, context }: FiguresRun,
): Promise<void> {
  const revisions = new Map<string, number>();
  const events: NewEvent[] = made.map(({ figures }) => {
    const last = revisions.get(figures.uscc) ?? before.get(figures.uscc)?.figuresRevision ?? 0;
    revisions.set(figures.uscc, last + 1);
    return figuresReportedEvent(figures, last + 1, now, context);
  });
  await saveFigures(
    tx,
    made.map(({ figures }) => ({ figures, by, at: now })),
    Array.from(revisions, ([uscc, figuresRevision]) => ({ uscc, figuresRevision })),
  );
  await append(tx, events);
}
