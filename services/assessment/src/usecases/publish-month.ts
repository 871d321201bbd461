import { AppError, type Clock, type Month, type Sentence } from '@yuanqu/domain';
import { leagueTablePublished, newEvent } from '@yuanqu/events';
import type { Outbox } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import type { Closer } from './freeze-month.ts';
import { alreadyPublished, notClosed } from './month-refusals.ts';
import { publicationBar } from '../domain/preview.ts';
import { rankingOf } from '../domain/ranking-of.ts';
import { publicationNote } from '../domain/standing/publication-note.ts';
import { thawDocument } from '../domain/thaw-document.ts';
import type { ListObjectionsOfMonth } from './objections/objection-ports.ts';
import { type PlanPorts, plansOf } from './standing/plans-of.ts';
import type { FindTable, LockMonth, MarkPublished, SaveMonth, TableHead } from './league-ports.ts';

interface Ports extends PlanPorts {
  readonly transaction: Transaction;
  readonly lockMonth: LockMonth;
  readonly saveMonth: SaveMonth;
  readonly findTable: FindTable;
  readonly markPublished: MarkPublished;
  readonly listObjectionsOfMonth: ListObjectionsOfMonth;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** What was published; the note says when operators are not judged by it at once. */
export type PublishedHead = TableHead & { readonly note?: Sentence };

/**
 * Makes a closed month's table public, when its preview is over and every objection decided. Nobody decides on what they
 * entered: who closed it cannot publish it. Errors: `assessment.not-closed`, `assessment.already-published`,
 * `assessment.publisher-closed-it`, and those of `publicationBar`.
 */
export const makePublishMonth =
  (ports: Ports) =>
  (month: Month, by: Closer): Promise<PublishedHead> =>
    ports.transaction(async (tx) => {
      const { lockMonth, saveMonth, findTable, markPublished, outbox, clock } = ports;
      const state = await lockMonth(tx, month);
      const table = state.state === 'closed' ? await findTable(tx, month) : undefined;
      if (!table) throw notClosed(month);
      if (table.publishedAt) throw alreadyPublished(month, table.version);
      if (table.closedBy === by.subject) throw closedIt();
      const bar = publicationBar(
        month,
        { version: table.version, until: table.previewUntil },
        await ports.listObjectionsOfMonth(tx, month),
        clock(),
      );
      if (bar) throw bar;
      const { document, ...head } = table;
      const published = { ...head, publishedBy: by.subject, publishedByName: by.name, publishedAt: clock() };
      const { version, sha256, publishedAt: at } = published;
      const revision = state.revision + 1;
      await markPublished(tx, { month, version, by, at });
      await saveMonth(tx, { ...state, revision });
      const ranking = rankingOf(thawDocument(document).table);
      const data = {
        month,
        version,
        sha256,
        publishedBy: by.subject,
        publishedAt: at.toISOString(),
        ranking,
      };
      const plans = await plansOf(ports, tx);
      const note = publicationNote(plans.find((plan) => plan.month === month && plan.version === version));
      await outbox.append(tx, [
        newEvent(leagueTablePublished, { subject: month, revision, time: at, data, context: by.context }),
      ]);
      return { ...published, ...(note && { note }) };
    });

const closedIt = (): AppError =>
  new AppError(
    'assessment.publisher-closed-it',
    'forbidden',
    'Who closed a month cannot publish it: somebody else of the leading group’s office has to.',
  );
