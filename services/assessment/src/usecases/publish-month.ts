import { AppError, type Clock, type Month } from '@yuanqu/domain';
import { leagueTablePublished, newEvent } from '@yuanqu/events';
import type { Outbox } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import type { Closer } from './close-month.ts';
import type { FindTable, LockMonth, MarkPublished, SaveMonth, TableHead } from './league-ports.ts';

interface Ports {
  readonly transaction: Transaction;
  readonly lockMonth: LockMonth;
  readonly saveMonth: SaveMonth;
  readonly findTable: FindTable;
  readonly markPublished: MarkPublished;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/**
 * Makes a closed month's table public. Nobody decides on what they entered: who closed it cannot publish it.
 * Errors: `assessment.not-closed`, `assessment.already-published`, `assessment.publisher-closed-it`.
 */
export const makePublishMonth =
  ({ transaction, lockMonth, saveMonth, findTable, markPublished, outbox, clock }: Ports) =>
  (month: Month, by: Closer): Promise<TableHead> =>
    transaction(async (tx) => {
      const state = await lockMonth(tx, month);
      const table = state.state === 'closed' ? await findTable(tx, month) : undefined;
      if (!table) throw notClosed(month);
      if (table.publishedAt) throw alreadyPublished(month, table.version);
      if (table.closedBy === by.subject) throw closedIt();
      const { document: _, ...head } = table;
      const published = { ...head, publishedBy: by.subject, publishedByName: by.name, publishedAt: clock() };
      const { version, sha256, publishedAt: at } = published;
      const revision = state.revision + 1;
      await markPublished(tx, { month, version, by, at });
      await saveMonth(tx, { ...state, revision });
      const data = { month, version, sha256, publishedBy: by.subject, publishedAt: at.toISOString() };
      await outbox.append(tx, [
        newEvent(leagueTablePublished, { subject: month, revision, time: at, data, context: by.context }),
      ]);
      return published;
    });

const notClosed = (month: Month): AppError =>
  new AppError(
    'assessment.not-closed',
    'conflict',
    `${month} is not closed: there is nothing frozen to publish.`,
  );

const alreadyPublished = (month: Month, version: number): AppError =>
  new AppError(
    'assessment.already-published',
    'conflict',
    `Version ${version} of ${month} is public already.`,
  );

const closedIt = (): AppError =>
  new AppError(
    'assessment.publisher-closed-it',
    'forbidden',
    'Who closed a month cannot publish it: somebody else of the leading group’s office has to.',
  );
