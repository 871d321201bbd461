import type { Executor } from '@yuanqu/messaging';
import type { ReadBacklog, ReadHead, ReadNews } from '../usecases/live-inbox.ts';
import {
  askedOf,
  messageColumns,
  type MessageRow,
  originEvent,
  ownColumns,
  toMessage,
} from './message-row.ts';

/** One statement however many streams are open: an index probe for each, and one look for each event at what it asks. */
export const makeReadNews =
  (db: Executor): ReadNews =>
  async (cursors, pageSize) => {
    const { rows } = await db.query<
      MessageRow & { readonly reader: string; readonly active: boolean | null }
    >(
      `WITH news AS (
         SELECT reader, active, own.*
         FROM unnest($1::uuid[], $2::bigint[]) WITH ORDINALITY AS given (official_id, after, reader)
         LEFT JOIN official ON official.id = given.official_id
         LEFT JOIN LATERAL (
           SELECT ${ownColumns}, ${originEvent} AS origin FROM message JOIN notice USING (event_id)
           WHERE message.official_id = given.official_id AND number > given.after ORDER BY number LIMIT $3
         ) AS own ON true
         WHERE number IS NOT NULL OR NOT active
       ), event AS (
         SELECT origin, ${askedOf('origin')} AS asked FROM (SELECT DISTINCT origin FROM news) AS origins
       )
       SELECT news.*, asked FROM news LEFT JOIN event USING (origin)
       ORDER BY reader, number`,
      [cursors.map(({ officialId }) => officialId), cursors.map(({ after }) => after), pageSize],
    );
    const byReader = Map.groupBy(rows, ({ reader }) => Number(reader) - 1);
    return cursors.map((_, reader) => {
      const own = byReader.get(reader) ?? [];
      const messages = own.filter(({ number }) => number !== null).map(toMessage);
      return { messages, more: messages.length === pageSize, active: own[0]?.active !== false };
    });
  };

export const makeReadBacklog =
  (db: Executor): ReadBacklog =>
  async ({ officialId, after }) => {
    const { rows } = await db.query<MessageRow & { readonly missed: string }>(
      `SELECT ${messageColumns}, count(*) OVER () AS missed
       FROM message JOIN notice USING (event_id) LEFT JOIN official ON official.id = official_id
       WHERE official_id = $1 AND number > $2 ORDER BY number DESC LIMIT 1`,
      [officialId, after],
    );
    const [row] = rows;
    return row && { missed: Number(row.missed), latest: toMessage(row) };
  };

export const makeReadHead =
  (db: Executor): ReadHead =>
  async (officialId) => {
    const { rows } = await db.query<{ head: string | null }>(
      'SELECT max(number) AS head FROM message WHERE official_id = $1',
      [officialId],
    );
    return BigInt(rows[0]?.head ?? 0);
  };
