import { AppError, Month } from '@yuanqu/domain';
import type { Transaction } from '@yuanqu/service-kit';
import { openObjectionsBar, recomputationDue } from '../domain/preview.ts';
import { type Closer, freezeMonth, type FreezingPorts } from './freeze-month.ts';
import type { LockMonth, TableHead } from './league-ports.ts';
import { alreadyPublished, notClosed } from './month-refusals.ts';
import type { ListObjectionsOfMonth } from './objections/objection-ports.ts';

interface Ports extends FreezingPorts {
  readonly transaction: Transaction;
  readonly awaitEvents: () => Promise<void>;
  readonly lockMonth: LockMonth;
}

/**
 * Closes a month: waits for what is on its way, holds the consumers still, reckons the table anew from the observations
 * and freezes it with its inputs, its rule and the watermarks up to which events went into it. Where the rule has a
 * preview, operators may object for so many working days before it can be published.
 * Errors: `assessment.month-not-over`, `assessment.already-closed`, `assessment.no-rule`, and those of `awaitEvents`.
 */
export const makeCloseMonth =
  (ports: Ports) =>
  async (month: Month, by: Closer): Promise<TableHead> => {
    refuseUnfinished(month, ports.clock().getTime());
    await ports.awaitEvents();
    return ports.transaction(async (tx) => {
      const state = await ports.lockMonth(tx, month);
      if (state.state === 'closed') throw alreadyClosed(month, state.version);
      return freezeMonth(ports, tx, state, by);
    });
  };

/**
 * Reckons a closed month again after an objection was upheld, as a new version: with the measures put right and whatever
 * came late. The version before stays as it is, and the preview ends when it would have.
 * Errors: `assessment.not-closed`, `assessment.already-published`, `assessment.nothing-to-recompute`,
 * `assessment.objections-open` and those of `awaitEvents`.
 */
export const makeRecomputeMonth =
  (ports: Ports & { readonly listObjectionsOfMonth: ListObjectionsOfMonth }) =>
  async (month: Month, by: Closer): Promise<TableHead> => {
    await ports.awaitEvents();
    return ports.transaction(async (tx) => {
      const state = await ports.lockMonth(tx, month);
      const table = state.state === 'closed' ? await ports.findTable(tx, month) : undefined;
      if (!table) throw notClosed(month);
      if (table.publishedAt) throw alreadyPublished(month, table.version);
      const objections = await ports.listObjectionsOfMonth(tx, month);
      if (!recomputationDue(table.version, objections)) throw nothingToRecompute(month);
      const bar = openObjectionsBar(month, objections);
      if (bar) throw bar;
      return freezeMonth(ports, tx, state, by, table.previewUntil);
    });
  };

function refuseUnfinished(month: Month, nowMs: number): void {
  if (nowMs >= Month.endMs(month)) return;
  throw new AppError(
    'assessment.month-not-over',
    'conflict',
    `${month} is not over: it can be closed from ${new Date(Month.endMs(month)).toISOString()} on.`,
  );
}

const nothingToRecompute = (month: Month): AppError =>
  new AppError(
    'assessment.nothing-to-recompute',
    'conflict',
    `没有被采纳的申诉需要重新计算。 No upheld objection asks for ${month} to be reckoned again.`,
  );

const alreadyClosed = (month: Month, version: number): AppError =>
  new AppError(
    'assessment.already-closed',
    'conflict',
    `${month} is closed in version ${version}. To close it again it has to be reopened, by two people.`,
    { version },
  );
