import { AppError } from '@yuanqu/domain';
import type { EntryOutcome } from '../enter-one.ts';
import type { RegistryPorts } from '../registry-ports.ts';
import type { FiguresReport } from '../../domain/figures/figures.ts';
import type { FiguresRun, SettleFigures } from './settle-figures.ts';

/** Enters one month's figures. Throws what `reportFigures` refuses with. */
export type ReportOne = (
  report: FiguresReport,
  run: Omit<FiguresRun, 'now' | 'dryRun'>,
) => Promise<{ readonly outcome: EntryOutcome; readonly version: number | undefined }>;

export const makeReportOne =
  (
    { transaction, clock }: Pick<RegistryPorts, 'transaction' | 'clock'>,
    settleFigures: SettleFigures,
  ): ReportOne =>
  async (report, run) => {
    const [decision] = await transaction((tx) =>
      settleFigures(tx, [report], { ...run, dryRun: false, now: clock() }),
    );
    if (decision instanceof AppError) throw decision;
    return { outcome: decision?.outcome ?? 'unchanged', version: decision?.figures.version };
  };
