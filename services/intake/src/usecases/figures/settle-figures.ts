import { AppError, Month } from '@yuanqu/domain';
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
import { firstMonthLookedAt, resize } from './resize.ts';

/** On whose behalf figures are entered, and how strictly. */
export type FiguresRun = ImportRun & Pick<ReportKnowledge, 'only' | 'expected' | 'leftOut' | 'needsReason'>;

/** What came of each report, in their order. */
export type SettleFigures = (
  tx: Executor,
  reports: readonly FiguresReport[],
  run: FiguresRun,
) => Promise<readonly (ReportDecision | AppError | undefined)[]>;

/**
 * Judges reports, writes those that say something new, tells it, and looks at the size classes again. What is said of an
 * enterprise that was merged into another is that one's.
 */
export const makeSettleFigures =
  (ports: SettleFiguresPorts): SettleFigures =>
  async (tx, sent, run) => {
    const reports = await ofSurvivors(ports, tx, sent);
    const reporters = await ports.lockReporters(tx, [...new Set(reports.map(({ uscc }) => uscc))]);
    const known = await ports.readKnownFigures(tx, reports);
    const tenants = await ports.findTenants(tx, reports);
    const thisMonth = Month.of(run.now);
    const seen = new Set<string>();
    const decisions = reports.map((report) => {
      const place = placeKey(report);
      if (seen.has(place)) return twice;
      const decision = reportFigures(report, {
        ...run,
        known: known.get(place),
        isRegistered: reporters.has(report.uscc),
        isTenant: tenants.has(place),
        thisMonth,
      });
      if (!(decision instanceof AppError)) seen.add(place);
      return decision;
    });
    const made = decisions.filter((decision) => decision !== undefined && 'figures' in decision);
    if (!run.dryRun && made.length > 0) await enter(ports, tx, made, reporters, run);
    return decisions;
  };

async function ofSurvivors(
  { readMerged }: SettleFiguresPorts,
  tx: Executor,
  sent: readonly FiguresReport[],
): Promise<readonly FiguresReport[]> {
  const merged = await readMerged(
    tx,
    sent.map(({ uscc }) => uscc),
  );
  if (merged.size === 0) return sent;
  return sent.map((report) => Object.assign({}, report, { uscc: merged.get(report.uscc) ?? report.uscc }));
}

async function enter(
  ports: SettleFiguresPorts,
  tx: Executor,
  made: readonly ReportDecision[],
  reporters: ReadonlyMap<string, Reporter>,
  { by, now, context }: FiguresRun,
): Promise<void> {
  const revisions = new Map<string, number>();
  const events: NewEvent[] = made.map(({ figures }) => {
    const last = revisions.get(figures.uscc) ?? reporters.get(figures.uscc)?.figuresRevision ?? 0;
    revisions.set(figures.uscc, last + 1);
    return figuresReportedEvent(figures, last + 1, now, context);
  });
  await ports.saveFigures(
    tx,
    made.map(({ figures }) => ({ figures, by, at: now })),
    Array.from(revisions, ([uscc, figuresRevision]) => ({ uscc, figuresRevision })),
  );
  const from = firstMonthLookedAt(now);
  const recent = new Set(made.flatMap(({ figures }) => (figures.month >= from ? figures.uscc : [])));
  const touched = [...recent].flatMap((uscc) => reporters.get(uscc) ?? []);
  await ports.append(tx, [...events, ...(await resize(ports, tx, touched, now, context))]);
}

const twice = new AppError(
  'figures.twice',
  'conflict',
  '与前面一行是同一企业的同一月份（含已归并的代码）。 The same enterprise’s month as an earlier line, of merged codes too.',
);
