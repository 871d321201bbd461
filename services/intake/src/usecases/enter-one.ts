import { AppError } from '@yuanqu/domain';
import type { RegistryPorts } from './registry-ports.ts';
import type { EnterRows, ImportRun } from './tables/import-run.ts';

export type EntryOutcome = 'created' | 'changed' | 'unchanged';

/** Enters one thing's facts as an import of one line would, and answers what that did. */
export type EnterOne<Row> = (row: Row, run: Omit<ImportRun, 'now' | 'dryRun'>) => Promise<EntryOutcome>;

/** What an import would report as the line's fault is thrown with its code. */
export const makeEnterOne =
  <Row>(
    { transaction, clock }: Pick<RegistryPorts, 'transaction' | 'clock'>,
    enter: EnterRows<Row>,
  ): EnterOne<Row> =>
  async (row, run) => {
    const [outcome = 'unchanged'] = await transaction((tx) =>
      enter(tx, [row], { ...run, dryRun: false, now: clock() }),
    );
    if (typeof outcome === 'string') return outcome;
    const kind = outcome.code === 'intake.enterprise-merged' ? 'conflict' : 'forbidden';
    throw new AppError(outcome.code, kind, outcome.detail);
  };
