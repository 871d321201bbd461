import type { Executor } from '@yuanqu/messaging';
import { type Parked, parkedRows } from '@yuanqu/service-kit';
import { markBehalf } from '../../domain/deputies/mark-behalf.ts';
import type { Wording } from '../../domain/notice.ts';
import type { Severity } from '../../domain/severity.ts';
import type { DigestSweep } from '../../usecases/schedule/close-digests.ts';
import { namesOf } from '../claim-deliveries.ts';
import { lockPlanning } from '../planning-sql.ts';
import { type ScheduleRow, toSchedule } from './schedule-store.ts';

export const makeDigestSweep = (db: Executor): DigestSweep => ({
  dueRecipients: async (at, limit) => {
    const { rows } = await db.query<{ recipient_id: string }>(
      `SELECT recipient_id FROM delivery_schedule
       WHERE next_digest_at <= $1 AND (parked_until IS NULL OR parked_until <= $1)
       ORDER BY next_digest_at, recipient_id LIMIT $2`,
      [at, limit],
    );
    return rows.map(({ recipient_id }) => recipient_id);
  },
  lockDue: async (tx, recipientId, at) => {
    // What is planned meanwhile either is seen here, or sees the next time.
    await lockPlanning(tx);
    const { rows } = await tx.query<ScheduleRow>(
      `SELECT quiet_from, quiet_until, digest_times, digest_below, working_days_only, next_digest_at, revision
       FROM delivery_schedule WHERE recipient_id = $1 AND next_digest_at <= $2 FOR UPDATE`,
      [recipientId, at],
    );
    return rows.map(toSchedule)[0];
  },
  gather: async (tx, recipientId, channel, digestId) => {
    const { rows } = await tx.query<GatheredRow>(gather, [recipientId, channel, digestId]);
    return rows.map((row) => {
      const chat = channel === 'robot' ? row.robot : null;
      return {
        title: {
          zh: markBehalf(chat?.zh.title ?? row.title_zh, row.behalf ?? [], 'zh'),
          en: markBehalf(chat?.en.title ?? row.title_en, row.behalf ?? [], 'en'),
        },
        severity: row.severity,
        occurredAt: row.occurred_at,
      };
    });
  },
  write: async (tx, recipientId, channel, digest, messages) => {
    const { eventId, eventType, severity, subject, data, wording, occurredAt } = digest;
    await tx.query(write, [
      eventId,
      eventType,
      severity,
      subject,
      JSON.stringify(data),
      wording.zh.title,
      wording.zh.body,
      wording.en.title,
      wording.en.body,
      occurredAt,
      recipientId,
      channel,
      messages,
    ]);
  },
  setNext: async (tx, recipientId, next) => {
    await tx.query(
      'UPDATE delivery_schedule SET next_digest_at = $2, parked_until = NULL, stuck_because = NULL WHERE recipient_id = $1',
      [recipientId, next],
    );
  },
  park: async (recipientId, at, because) => {
    await db.query(
      `UPDATE delivery_schedule SET parked_until = $2::timestamptz + interval '1 hour', stuck_because = $3
       WHERE recipient_id = $1`,
      [recipientId, at, because],
    );
  },
});

/** Recipients whose digest could not be made; each is tried again after an hour. */
export const parkedDigests = (db: Executor): Parked =>
  parkedRows(db, {
    select: `SELECT recipient_id::text AS id, 'digest' AS what, NULL AS park, stuck_because AS because, next_digest_at AS due_at,
                    parked_until AS again_at
             FROM delivery_schedule WHERE stuck_because IS NOT NULL`,
    free: `UPDATE delivery_schedule SET parked_until = NULL, stuck_because = NULL
           WHERE stuck_because IS NOT NULL AND recipient_id::text = $1`,
  });

const gather = `
WITH taken AS (
  UPDATE delivery SET state = 'digested', batch_id = $3, settled_at = now()
  WHERE official_id = $1 AND channel = $2 AND state = 'gathered' RETURNING event_id, on_behalf_of
)
SELECT title_zh, title_en, robot, severity, occurred_at,
       CASE WHEN on_behalf_of IS NOT NULL THEN ${namesOf('on_behalf_of')} END AS behalf
FROM taken JOIN notice USING (event_id)
ORDER BY occurred_at, event_id`;

const write = `
WITH text AS (
  INSERT INTO notice (event_id, event_type, severity, parks, subject, data, title_zh, body_zh, title_en, body_en, occurred_at)
  VALUES ($1, $2, $3, '{}', $4, $5, $6, $7, $8, $9, $10)
), made AS (
  INSERT INTO digest (id, recipient_id, channel, messages, made_at) VALUES ($1, $11, $12, $13, $10)
)
INSERT INTO delivery (event_id, official_id, channel) VALUES ($1, $11, $12)`;

interface GatheredRow {
  readonly title_zh: string;
  readonly title_en: string;
  readonly robot: Readonly<Record<'zh' | 'en', Wording>> | null;
  readonly severity: Severity;
  readonly occurred_at: Date;
  readonly behalf: readonly string[] | null;
}
