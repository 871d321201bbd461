import type { Executor } from '@yuanqu/messaging';
import type { OutsideChannel } from '../domain/channel.ts';
import { maskAddress } from '../domain/mask-address.ts';
import type {
  FailedAttempt,
  LedgerEntry,
  LedgerFilter,
  ListLedger,
  ReadLedgerEntry,
  RetryDelivery,
} from '../usecases/ledger.ts';

export const makeListLedger =
  (db: Executor): ListLedger =>
  async (filter, limit) => {
    const { rows } = await db.query<Row>(listing(filter), [...valuesOf(filter), limit]);
    return rows.map(toEntry);
  };

export const makeReadLedgerEntry =
  (db: Executor): ReadLedgerEntry =>
  async ({ eventId, officialId, channel }) => {
    const filter: LedgerFilter = { eventId, officialId, channel };
    const { rows } = await db.query<Row>(listing(filter), [...valuesOf(filter), 1]);
    const [row] = rows;
    if (!row) return undefined;
    const { rows: attempts } = await db.query<FailedAttempt>(
      `SELECT number, at, target AS address, error, status FROM delivery_attempt
       WHERE (event_id, official_id, channel) = ($1, $2, $3) ORDER BY number`,
      [eventId, officialId, channel],
    );
    return { entry: toEntry(row), attempts };
  };

export const makeRetryDelivery =
  (db: Executor): RetryDelivery =>
  async ({ eventId, officialId, channel }) => {
    const { rowCount } = await db.query(
      `UPDATE delivery SET state = 'pending', due_at = now(), settled_at = NULL
       WHERE (event_id, official_id, channel) = ($1, $2, $3) AND state IN ('dead', 'cancelled')`,
      [eventId, officialId, channel],
    );
    return rowCount === 1;
  };

/**
 * Messages and deliveries side by side, each by an index that begins with what is asked for: a person's by way of their
 * inbox, which has a message for everything that was sent elsewhere too.
 */
function listing(filter: LedgerFilter): string {
  return `
SELECT key.*, event_type, username, coalesce(target, robot.name) AS target FROM (
  (SELECT event_id, official_id, 'in-app' AS channel, 'delivered' AS state, 1 AS attempts, created_at,
          NULL::timestamptz AS due_at, created_at AS settled_at, NULL AS last_error, NULL::uuid AS batch_id
   FROM message WHERE ${conditions("'in-app'", "'delivered'")} ${order})
  ${sourcesOf(filter)
    .map(
      (source) => `UNION ALL
  (SELECT event_id, official_id, channel, state, attempts, delivery.created_at,
          CASE WHEN state IN ('pending', 'gathered') THEN due_at END, settled_at, last_error, batch_id
   FROM ${source} WHERE ${conditions('channel', 'state')} ${order})`,
    )
    .join('\n  ')}
) AS key
JOIN notice USING (event_id)
LEFT JOIN official ON official.id = official_id
LEFT JOIN robot ON robot.id = key.official_id AND key.channel = 'robot'
LEFT JOIN address ON address.official_id = key.official_id AND address.channel = key.channel
ORDER BY event_id DESC, key.official_id DESC, key.channel DESC LIMIT $8`;
}

// A digest has no message of its own: those that it gathers do.
const sourcesOf = ({ officialId, channel }: LedgerFilter): readonly string[] =>
  officialId === undefined || channel === 'robot'
    ? ['delivery']
    : [
        'message JOIN delivery USING (event_id, official_id)',
        '(SELECT id AS event_id, recipient_id AS official_id FROM digest WHERE recipient_id = $2) AS own JOIN delivery USING (event_id, official_id)',
      ];

const order = 'ORDER BY event_id DESC, official_id DESC, 3 DESC LIMIT $8';

const conditions = (channel: string, state: string): string => `
  ($1::uuid IS NULL OR event_id = $1) AND ($2::uuid IS NULL OR official_id = $2)
  AND ($3::text IS NULL OR ${channel} = $3) AND ($4::text IS NULL OR ${state} = $4)
  AND ($5::uuid IS NULL OR (event_id, official_id, ${channel}) < ($5, $6::uuid, $7::text))`;

const valuesOf = ({ eventId, officialId, channel, state, after }: LedgerFilter): unknown[] => [
  eventId ?? null,
  officialId ?? null,
  channel ?? null,
  state ?? null,
  after?.eventId ?? null,
  after?.officialId ?? null,
  after?.channel ?? null,
];

interface Row {
  readonly event_id: string;
  readonly official_id: string;
  readonly channel: LedgerEntry['channel'];
  readonly state: LedgerEntry['state'];
  readonly attempts: number;
  readonly created_at: Date;
  readonly due_at: Date | null;
  readonly settled_at: Date | null;
  readonly last_error: string | null;
  readonly batch_id: string | null;
  readonly event_type: string;
  readonly username: string | null;
  readonly target: string | null;
}

const toEntry = (row: Row): LedgerEntry => ({
  eventId: row.event_id,
  officialId: row.official_id,
  channel: row.channel,
  eventType: row.event_type,
  state: row.state,
  attempts: row.attempts,
  address: row.target === null ? null : maskAddress(row.channel as OutsideChannel, row.target),
  username: row.username,
  createdAt: row.created_at,
  dueAt: row.due_at,
  settledAt: row.settled_at,
  lastError: row.last_error,
  batchId: row.batch_id,
});
