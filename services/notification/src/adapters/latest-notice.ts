import type { Executor } from '@yuanqu/messaging';
import type { Notice } from '../domain/notice.ts';
import type { ReadLatestNotice } from '../usecases/preview-template.ts';

export const makeReadLatestNotice =
  (db: Executor): ReadLatestNotice =>
  async (eventType) => {
    const { rows } = await db.query<Notice>(
      `SELECT event_id AS "eventId", event_type AS "eventType", severity, parks, subject, data,
              occurred_at AS "occurredAt"
       FROM notice WHERE event_type = $1 ORDER BY occurred_at DESC LIMIT 1`,
      [eventType],
    );
    return rows[0];
  };
