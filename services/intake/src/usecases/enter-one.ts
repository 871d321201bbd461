import { AppError } from '@yuanqu/domain';
import type { RegistryPorts } from './registry-ports.ts';
import type { EnterRows, ImportRun } from './tables/import-run.ts';

export type EntryOutcome = 'created' | 'changed' | 'unchanged';

/** Enters one thing's facts as an import of one line would, and answers what that did. */
export type EnterOne<Row> = (
  row: Row,
  run: Omit<ImportRun, 'now' | 'dryRun' | 'edit'>,
  expected: number | undefined,
) => Promise<{ readonly outcome: EntryOutcome; readonly revision: number }>;

/**
 * What an import would report as the line's fault is thrown with its code; so are `request.precondition-required` and
 * `request.changed-meanwhile` where what is there isn't at the revision that the caller saw.
 */
export const makeEnterOne =
  <Row>(
    { transaction, clock }: Pick<RegistryPorts, 'transaction' | 'clock'>,
    enter: EnterRows<Row>,
  ): EnterOne<Row> =>
  async (row, run, expected) => {
    const [outcome = 'unchanged'] = await transaction((tx) =>
      enter(tx, [row], { ...run, dryRun: false, now: clock(), edit: { expected } }),
    );
    // What was there was at the revision that the caller named.
    const before = outcome === 'created' ? 0 : (expected ?? 0);
    if (typeof outcome === 'string')
      return { outcome, revision: outcome === 'unchanged' ? before : before + 1 };
    const kind = outcome.code === 'intake.enterprise-merged' ? 'conflict' : 'forbidden';
    throw new AppError(outcome.code, kind, outcome.detail);
  };
