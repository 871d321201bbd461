import type { Executor } from '@yuanqu/messaging';
import type { InboxMessage } from '../domain/inbox-message.ts';
import type { AcknowledgePorts } from '../usecases/acknowledge-message.ts';
import type { CountInbox, InboxFilter, ListInbox, MarkRead, ReadMessage } from '../usecases/inbox.ts';
import { messageColumns, type MessageRow, toMessage } from './message-row.ts';

const wanted: Readonly<Record<InboxFilter, string>> = {
  all: 'true',
  unread: 'read_at IS NULL',
  unacknowledged: 'acknowledged_at IS NULL',
  'to-acknowledge': `EXISTS (SELECT FROM obligation WHERE obligation.event_id = coalesce(notice.origin_event_id, notice.event_id)
                       AND acknowledge AND obligation.acknowledged_at IS NULL AND done_at IS NULL
                       AND (owner_id = official_id OR obligation.roles && official.roles))`,
};

export const makeListInbox =
  (db: Executor): ListInbox =>
  async (officialId, { filter, before, limit }) => {
    const { rows } = await db.query<MessageRow>(
      `SELECT ${messageColumns} FROM message JOIN notice USING (event_id) LEFT JOIN official ON official.id = official_id
       WHERE official_id = $1 AND ($2::bigint IS NULL OR number < $2) AND ${wanted[filter]}
       ORDER BY number DESC LIMIT $3`,
      [officialId, before ?? null, limit],
    );
    return rows.map(toMessage);
  };

export const makeReadMessage =
  (db: Executor): ReadMessage =>
  async (officialId, number): Promise<InboxMessage | undefined> => {
    const { rows } = await db.query<MessageRow>(
      `SELECT ${messageColumns} FROM message JOIN notice USING (event_id) LEFT JOIN official ON official.id = official_id
       WHERE official_id = $1 AND number = $2`,
      [officialId, number],
    );
    return rows.map(toMessage)[0];
  };

export const makeCountInbox =
  (db: Executor): CountInbox =>
  async (officialId) => {
    const { rows } = await db.query<Record<'total' | 'unread' | 'unacknowledged' | 'owed', string>>(
      `SELECT count(*) AS total, count(*) FILTER (WHERE read_at IS NULL) AS unread,
              count(*) FILTER (WHERE acknowledged_at IS NULL) AS unacknowledged,
              count(*) FILTER (WHERE acknowledged_at IS NULL AND ${wanted['to-acknowledge']}) AS owed
       FROM message JOIN notice USING (event_id) LEFT JOIN official ON official.id = official_id WHERE official_id = $1`,
      [officialId],
    );
    const [row] = rows;
    return {
      total: Number(row?.total ?? 0),
      unread: Number(row?.unread ?? 0),
      unacknowledged: Number(row?.unacknowledged ?? 0),
      toAcknowledge: Number(row?.owed ?? 0),
    };
  };

export const makeMarkRead =
  (db: Executor): MarkRead =>
  async (officialId, number) => {
    const { rowCount } = await db.query(
      'UPDATE message SET read_at = coalesce(read_at, now()) WHERE official_id = $1 AND number = $2',
      [officialId, number],
    );
    return rowCount === 1;
  };

/** Acknowledging a message also means having read it. */
export const markAcknowledged: AcknowledgePorts['markAcknowledged'] = async (tx, officialId, number, at) => {
  const { rows } = await tx.query<{ eventId: string; eventType: string }>(
    `UPDATE message SET acknowledged_at = $3, read_at = coalesce(read_at, $3)
     FROM notice
     WHERE official_id = $1 AND number = $2 AND acknowledged_at IS NULL AND notice.event_id = message.event_id
     RETURNING notice.event_id AS "eventId", event_type AS "eventType"`,
    [officialId, number, at],
  );
  return rows[0];
};
