import { AppError } from '@yuanqu/domain';
import type { FiguresReport } from '../../domain/figures/figures.ts';
import type { EnterRows, RowOutcome } from '../tables/import-run.ts';
import type { SettleFigures } from './settle-figures.ts';

/** Enters a table's lines; the district's need a reason each. */
export const makeEnterFigures =
  (
    settleFigures: SettleFigures,
    { needsReason }: { readonly needsReason: boolean },
  ): EnterRows<FiguresReport> =>
  async (tx, rows, run) => {
    const decisions = await settleFigures(tx, rows, {
      ...run,
      only: undefined,
      expected: 'any',
      leftOut: 'kept',
      needsReason,
    });
    return decisions.map((decision): RowOutcome => {
      if (!(decision instanceof AppError)) return decision?.outcome ?? 'unchanged';
      const { code, message: detail } = decision;
      const field = fieldOf[code];
      return field === undefined ? { code, detail } : { field, code, detail };
    });
  };

/** Where in the line the fault lies. */
const fieldOf: Readonly<Record<string, string>> = {
  'auth.other-park': 'park',
  'intake.unknown-enterprise': 'uscc',
  'figures.not-a-tenant': 'park',
  'figures.month-to-come': 'month',
  'figures.month-not-over': 'stage',
  'figures.final-already': 'stage',
  'figures.reason-needed': 'reason',
};
