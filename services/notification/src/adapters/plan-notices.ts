import type { WordedNotice } from '../domain/notice.ts';
import type { PlanStep } from '../usecases/acknowledgement/escalate-overdue.ts';
import type { Planned, PlanNotices } from '../usecases/ports.ts';
import { audience, lockPlanning, outside, robotsTold, toPlanned } from './planning-sql.ts';

/**
 * Plans notices in one statement. An event whose notice exists was planned by whoever wrote it, so nothing more is
 * written for it; the unique keys of message and delivery say the same a second time.
 */
export const planNotices: PlanNotices = async (tx, notices, at) => {
  await lockPlanning(tx);
  const { rows } = await tx.query<Record<keyof Planned, string>>(plan, [
    JSON.stringify(notices.map(toRow)),
    at ?? null,
  ]);
  return toPlanned(rows);
};

/**
 * Tells everybody of a step's role of what was not acknowledged, by the same statement. The step of an event has one
 * notice, so that it is told once whoever comes to it and however often.
 */
export const planStep: PlanStep = async (tx, notice, { originEventId, step, by }) => {
  await lockPlanning(tx);
  const row = { ...toRow(notice), origin_event_id: originEventId, step };
  const { rows } = await tx.query<Record<keyof Planned, string>>(stepPlan, [
    JSON.stringify([row]),
    by.role,
    by.channels,
    notice.occurredAt,
  ]);
  return toPlanned(rows);
};

// Rows go in in the order of their keys: appending to an index costs half of inserting all over it.
const planning = (rules: string, at: string, ownRules = ''): string => `
WITH news AS (
  INSERT INTO notice (event_id, event_type, severity, parks, subject, data, title_zh, body_zh, title_en, body_en, robot,
                      occurred_at, origin_event_id, step, enterprise)
  SELECT event_id, event_type, severity, parks, subject, data, title_zh, body_zh, title_en, body_en, robot,
         occurred_at, origin_event_id, step, enterprise
  FROM jsonb_to_recordset($1::jsonb) AS given (
    event_id uuid, event_type text, severity severity, parks text[], subject text, data jsonb, title_zh text, body_zh text,
    title_en text, body_en text, robot jsonb, occurred_at timestamptz, origin_event_id uuid, step smallint,
    enterprise text)
  ON CONFLICT DO NOTHING
  RETURNING event_id, event_type, severity, parks, enterprise
)${ownRules}, audience AS MATERIALIZED (${audience('news', at, { rules })}
), messages AS (
  INSERT INTO message (event_id, official_id, on_behalf_of)
  SELECT event_id, official_id, on_behalf_of FROM audience ORDER BY event_id, official_id
  RETURNING 1
), deliveries AS (
  INSERT INTO delivery (event_id, official_id, channel, state, due_at, on_behalf_of)
  SELECT event_id, official_id, channel, state, due_at, on_behalf_of FROM (${outside(at, robotsTold('news', rules))}) AS planned
  ORDER BY event_id, official_id, channel
  RETURNING 1
)
SELECT (SELECT count(*) FROM news) AS notices, (SELECT count(*) FROM messages) AS messages,
       (SELECT count(*) FROM deliveries) AS deliveries`;

const plan = planning('rule', 'coalesce($2::timestamptz, now())');

const stepPlan = planning(
  'step_rule',
  '$4::timestamptz',
  `, step_rule AS (
  SELECT true AS enabled, event_type, severity AS min_severity, NULL::text AS park, $2::text AS role, $3::text[] AS channels
  FROM news
)`,
);

const toRow = ({
  eventId,
  eventType,
  severity,
  parks,
  enterprise,
  subject,
  data,
  occurredAt,
  wording,
  robot,
}: WordedNotice) => ({
  event_id: eventId,
  event_type: eventType,
  severity,
  parks,
  enterprise,
  subject,
  data,
  title_zh: wording.zh.title,
  body_zh: wording.zh.body,
  title_en: wording.en.title,
  body_en: wording.en.body,
  robot,
  occurred_at: occurredAt.toISOString(),
});
