import type { Executor } from '@yuanqu/messaging';
import type { OutsideChannel } from '../domain/channel.ts';
import { markBehalf } from '../domain/deputies/mark-behalf.ts';
import type { Language } from '../domain/language.ts';
import type { Severity } from '../domain/severity.ts';
import type { ClaimDeliveries, ClaimedDelivery } from '../usecases/deliver.ts';

/**
 * Claims due deliveries: the time when the lease ends becomes their due time, so an instance that dies with them needs
 * nobody to clean up. The database's clock decides, because those of instances differ and jump.
 */
export const makeClaimDeliveries =
  (db: Executor): ClaimDeliveries =>
  async (channel, limit, leaseMs) => {
    const { rows } = await db.query<Row>(claim, [channel, limit, leaseMs]);
    return rows.map(toClaimed);
  };

/** The names of these people, as an array. */
export const namesOf = (ids: string): string =>
  `(SELECT array_agg(absent.name ORDER BY absent.name) FROM official AS absent WHERE absent.id = ANY (${ids}))`;

const claim = `
WITH due AS (
  SELECT event_id, official_id FROM delivery
  WHERE channel = $1 AND state = 'pending' AND due_at <= clock_timestamp()
    AND NOT EXISTS (SELECT FROM address WHERE address.official_id = delivery.official_id AND address.channel = $1
                                          AND address.held_until > clock_timestamp())
  ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE delivery SET attempts = attempts + 1, due_at = clock_timestamp() + $3 * interval '1 millisecond'
  FROM due WHERE delivery.event_id = due.event_id AND delivery.official_id = due.official_id AND delivery.channel = $1
  RETURNING delivery.event_id, delivery.official_id, channel, attempts, on_behalf_of
)
SELECT claimed.event_id, claimed.official_id, claimed.channel, attempts, address.target, address.dead_since IS NOT NULL AS was_dead, coalesce(language, 'zh') AS language, event_type, severity, notice.parks, subject,
       CASE language WHEN 'en' THEN title_en ELSE title_zh END AS title,
       CASE language WHEN 'en' THEN body_en ELSE body_zh END AS body, occurred_at,
       CASE WHEN on_behalf_of IS NOT NULL THEN ${namesOf('on_behalf_of')} END AS behalf
FROM claimed JOIN notice USING (event_id)
LEFT JOIN official ON official.id = claimed.official_id
LEFT JOIN address ON address.official_id = claimed.official_id AND address.channel = claimed.channel
                 AND address.state = 'active' AND official.active`;

interface Row {
  readonly event_id: string;
  readonly official_id: string;
  readonly channel: OutsideChannel;
  readonly attempts: number;
  readonly target: string | null;
  readonly was_dead: boolean;
  readonly language: Language;
  readonly event_type: string;
  readonly severity: Severity;
  readonly parks: readonly string[];
  readonly subject: string;
  readonly title: string;
  readonly body: string;
  readonly occurred_at: Date;
  readonly behalf: readonly string[] | null;
}

const toClaimed = (row: Row): ClaimedDelivery => ({
  eventId: row.event_id,
  officialId: row.official_id,
  channel: row.channel,
  attempt: row.attempts,
  target: row.target ?? undefined,
  wasDead: row.was_dead,
  wording: { title: markBehalf(row.title, row.behalf ?? [], row.language), body: row.body },
  ...(row.behalf && { onBehalfOf: row.behalf }),
  language: row.language,
  eventType: row.event_type,
  severity: row.severity,
  parks: row.parks,
  subject: row.subject,
  occurredAt: row.occurred_at,
});
