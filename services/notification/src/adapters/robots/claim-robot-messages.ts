import { newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Language } from '../../domain/language.ts';
import type { RobotKind } from '../../domain/robots/robot.ts';
import { inMessages, robotBucket } from '../../domain/robots/robot-bucket.ts';
import type { Severity } from '../../domain/severity.ts';
import type { ClaimDeliveries } from '../../usecases/deliver.ts';
import type { InTransaction } from '../../usecases/ports.ts';
import type { RobotDelivery, RobotMessage } from '../../usecases/robots/robot-message.ts';

// A summary shows some forty titles; what is left waits for the next token.
const mostAtOnce = 200;

/**
 * Claims what waits for the robots that may send now, and takes the tokens for it. The robot's row is locked for that
 * moment, so that all instances together keep its limit; leases are as of the other channels.
 */
export const makeClaimRobotMessages =
  (transaction: InTransaction): ClaimDeliveries<RobotMessage> =>
  (_channel, limit, leaseMs) =>
    transaction(async (tx) => {
      const { rows: ready } = await tx.query<ReadyRobot>(lockReady, [
        robotBucket.size,
        robotBucket.perSecond,
        limit,
      ]);
      if (ready.length === 0) return [];
      const { rows } = await tx.query<Row>(claim, [ready.map(({ id }) => id), mostAtOnce, leaseMs]);
      const byRobot = Map.groupBy(rows, ({ official_id }) => official_id);
      let left = limit;
      const messages: RobotMessage[] = [];
      for (const { id, tokens } of ready) {
        const taken = inMessages(byRobot.get(id) ?? [], Math.min(Math.floor(tokens), Math.max(left, 1)));
        left -= taken.length;
        await tx.query('UPDATE robot SET tokens = $2, refilled_at = clock_timestamp() WHERE id = $1', [
          id,
          tokens - taken.length,
        ]);
        messages.push(...(await batched(tx, taken)));
      }
      return messages;
    });

const lockReady = `
SELECT id, tokens FROM (
  SELECT id, least($1::float8, tokens + extract(epoch FROM clock_timestamp() - refilled_at)::float8 * $2::float8) AS tokens
  FROM robot
  WHERE (held_until IS NULL OR held_until <= clock_timestamp())
    AND tokens + extract(epoch FROM clock_timestamp() - refilled_at)::float8 * $2::float8 >= 1
    AND EXISTS (SELECT FROM delivery WHERE official_id = robot.id AND channel = 'robot' AND state = 'pending'
                                       AND due_at <= clock_timestamp())
  ORDER BY refilled_at LIMIT $3 FOR UPDATE SKIP LOCKED
) AS ready`;

// A robot that is paused or disabled has what waits for it claimed as well: without a target it is cancelled.
const claim = `
WITH due AS (
  SELECT event_id, official_id FROM unnest($1::uuid[]) AS ready (id), LATERAL (
    SELECT event_id, official_id FROM delivery
    WHERE official_id = ready.id AND channel = 'robot' AND state = 'pending' AND due_at <= clock_timestamp()
    ORDER BY due_at, event_id LIMIT $2) AS waiting
), claimed AS (
  UPDATE delivery SET attempts = attempts + 1, due_at = clock_timestamp() + $3 * interval '1 millisecond'
  FROM due WHERE delivery.event_id = due.event_id AND delivery.official_id = due.official_id AND channel = 'robot'
  RETURNING delivery.event_id, delivery.official_id, attempts
)
SELECT claimed.*, robot.kind, robot.name, robot.sealed, robot.state, robot.language, event_type, severity, notice.parks,
       subject, occurred_at, coalesce(notice.robot -> robot.language, CASE robot.language
         WHEN 'en' THEN jsonb_build_object('title', title_en, 'body', body_en)
         ELSE jsonb_build_object('title', title_zh, 'body', body_zh) END) AS wording
FROM claimed JOIN notice USING (event_id) JOIN robot ON robot.id = claimed.official_id
ORDER BY occurred_at, event_id`;

/** Deliveries that go together carry the id of their message, so that the ledger shows it. */
async function batched(
  tx: Executor,
  messages: readonly (readonly [Row, ...Row[]])[],
): Promise<readonly RobotMessage[]> {
  const together = messages.filter(({ length }) => length > 1).map((rows) => ({ id: newId(), rows }));
  for (const { id, rows } of together)
    await tx.query(
      `UPDATE delivery SET batch_id = $1 WHERE channel = 'robot' AND official_id = $2 AND event_id = ANY ($3)`,
      [id, rows[0]?.official_id, rows.map(({ event_id }) => event_id)],
    );
  return messages.map(([first, ...others]) => ({ ...toDelivery(first), others: others.map(toDelivery) }));
}

interface ReadyRobot {
  readonly id: string;
  readonly tokens: number;
}

interface Row {
  readonly event_id: string;
  readonly official_id: string;
  readonly attempts: number;
  readonly kind: RobotKind;
  readonly name: string;
  readonly sealed: Buffer;
  readonly state: string;
  readonly language: Language;
  readonly event_type: string;
  readonly severity: Severity;
  readonly parks: readonly string[];
  readonly subject: string;
  readonly occurred_at: Date;
  readonly wording: { readonly title: string; readonly body: string };
}

const toDelivery = (row: Row): RobotDelivery => ({
  eventId: row.event_id,
  officialId: row.official_id,
  channel: 'robot',
  attempt: row.attempts,
  target: row.state === 'active' ? row.name : undefined,
  wording: row.wording,
  language: row.language,
  eventType: row.event_type,
  severity: row.severity,
  parks: row.parks,
  subject: row.subject,
  occurredAt: row.occurred_at,
  robot: { id: row.official_id, kind: row.kind, sealed: row.sealed },
});
