import type { EventContext } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { Fault } from '../../domain/tables/table.ts';
import type { ParkScope } from '../registry-queries.ts';

/** On whose behalf facts are entered, when, and whether they are to be kept. */
export interface ImportRun {
  /** Judge only, write nothing. */
  readonly dryRun: boolean;
  readonly scope: ParkScope;
  readonly by: string;
  readonly now: Date;
  readonly context: EventContext;
  /** Of the entry of one thing by its name: the revision that its caller saw. Tables name none: their latest word holds. */
  readonly edit?: { readonly expected: number | undefined };
}

export type RowOutcome = 'created' | 'changed' | 'unchanged' | Fault;

/** Enters some rows in one transaction, their events last; what is wrong with a row leaves the others alone. */
export type EnterRows<Row> = (
  tx: Executor,
  rows: readonly Row[],
  run: ImportRun,
) => Promise<readonly RowOutcome[]>;
