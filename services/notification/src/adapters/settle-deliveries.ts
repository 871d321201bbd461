import type { Executor } from '@yuanqu/messaging';
import { showsDeadAddress } from '../domain/delivery-outcome.ts';
import { maskAddress } from '../domain/mask-address.ts';
import type { SettledDelivery, SettleDeliveries } from '../usecases/deliver.ts';
import type { InTransaction } from '../usecases/ports.ts';

/**
 * Writes outcomes. One that lost its lease (another attempt was begun since) changes nothing: what the later attempt
 * finds counts.
 */
export const makeSettleDeliveries =
  (
    db: Executor,
    transaction: InTransaction,
    settledNow: (settled: readonly SettledDelivery[]) => void = () => {},
  ): SettleDeliveries =>
  async (settled) => {
    const failed = settled.filter(({ outcome }) => outcome.kind !== 'delivered');
    if (failed.length === 0) await writeStates(db, settled);
    else
      await transaction(async (tx) => {
        await writeStates(tx, settled);
        await keepAttempts(tx, failed);
        await holdAddresses(tx, failed);
        await disableGone(tx, failed);
        await markDead(tx, failed);
      });
    await releaseAddresses(db, settled);
    settledNow(settled);
  };

/** Writes the new states of those whose lease was not lost. */
export async function writeStates(tx: Executor, settled: readonly SettledDelivery[]): Promise<void> {
  await tx.query(
    `UPDATE delivery SET state = outcome.state, last_error = outcome.error,
       due_at = CASE outcome.state WHEN 'pending' THEN clock_timestamp() + retry_ms * interval '1 millisecond'
                ELSE delivery.due_at END,
       settled_at = CASE outcome.state WHEN 'pending' THEN NULL ELSE clock_timestamp() END
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::float8[], $7::text[])
       AS outcome (event_id, official_id, channel, attempt, state, retry_ms, error)
     WHERE delivery.event_id = outcome.event_id AND delivery.official_id = outcome.official_id
       AND delivery.channel = outcome.channel AND delivery.attempts = outcome.attempt AND delivery.state = 'pending'`,
    [
      ...keysOf(settled),
      settled.map(({ delivery }) => delivery.attempt),
      settled.map(({ settlement }) => settlement.state),
      settled.map(({ settlement }) => (settlement.state === 'pending' ? settlement.retryAfterMs : null)),
      settled.map(({ outcome }) => ('error' in outcome ? outcome.error : null)),
    ],
  );
}

/** Keeps what went wrong, for the ledger. */
export async function keepAttempts(tx: Executor, failed: readonly SettledDelivery[]): Promise<void> {
  await tx.query(
    `INSERT INTO delivery_attempt (event_id, official_id, channel, number, target, error, status)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::integer[])
     ON CONFLICT DO NOTHING`,
    [
      ...keysOf(failed),
      failed.map(({ delivery }) => delivery.attempt),
      failed.map(({ delivery: { channel, target } }) =>
        target === undefined ? '' : maskAddress(channel, target),
      ),
      failed.map(({ outcome }) => ('error' in outcome ? outcome.error : '')),
      failed.map(({ outcome }) => ('status' in outcome ? (outcome.status ?? null) : null)),
    ],
  );
}

// 5 s, 10 s … 5 min. Its own deliveries come back later still; this keeps the rest of them from queueing there at once.
async function holdAddresses(tx: Executor, failed: readonly SettledDelivery[]): Promise<void> {
  const webhooks = failed.filter(
    ({ delivery, outcome }) => delivery.channel === 'webhook' && outcome.kind === 'failed',
  );
  if (webhooks.length === 0) return;
  await tx.query(
    `UPDATE address SET failures = failures + 1,
       held_until = clock_timestamp() + least(5 * 2 ^ least(failures, 10), 300) * interval '1 second'
     WHERE channel = 'webhook' AND (held_until IS NULL OR held_until <= clock_timestamp())
       AND (official_id, target) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`,
    [webhooks.map(({ delivery }) => delivery.officialId), webhooks.map(({ delivery }) => delivery.target)],
  );
}

async function releaseAddresses(db: Executor, settled: readonly SettledDelivery[]): Promise<void> {
  const reached = settled.filter(
    ({ delivery, outcome }) =>
      (delivery.channel === 'webhook' || delivery.wasDead === true) && outcome.kind === 'delivered',
  );
  if (reached.length === 0) return;
  await db.query(
    `UPDATE address SET failures = 0, held_until = NULL, dead_since = NULL, dead_reason = NULL
     FROM unnest($1::uuid[], $2::text[]) AS reached (official_id, channel)
     WHERE address.official_id = reached.official_id AND address.channel = reached.channel
       AND (failures > 0 OR dead_since IS NOT NULL)`,
    [reached.map(({ delivery }) => delivery.officialId), reached.map(({ delivery }) => delivery.channel)],
  );
}

/** 410: the receiver does not want to be called again, neither now nor for what is still waiting. */
async function disableGone(tx: Executor, failed: readonly SettledDelivery[]): Promise<void> {
  const gone = failed.filter(({ outcome }) => outcome.kind === 'gone');
  if (gone.length === 0) return;
  await tx.query(
    `WITH disabled AS (
       UPDATE address SET state = 'disabled', state_reason = 'the receiver answered 410 Gone', changed_at = now()
       WHERE channel = 'webhook' AND state = 'active'
         AND (official_id, target) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))
       RETURNING official_id
     )
     UPDATE delivery SET state = 'cancelled', last_error = 'the webhook was disabled', settled_at = now()
     FROM disabled WHERE delivery.official_id = disabled.official_id AND channel = 'webhook' AND state = 'pending'`,
    [gone.map(({ delivery }) => delivery.officialId), gone.map(({ delivery }) => delivery.target)],
  );
}

/** The address it was sent to takes nothing any more: shown to its owner and to who looks after the platform. */
async function markDead(tx: Executor, failed: readonly SettledDelivery[]): Promise<void> {
  const dead = failed.filter(({ outcome, settlement }) => showsDeadAddress(outcome, settlement));
  if (dead.length === 0) return;
  await tx.query(
    `UPDATE address SET dead_since = coalesce(dead_since, clock_timestamp()), dead_reason = found.reason
     FROM (SELECT DISTINCT ON (official_id, channel, target) * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
             AS given (official_id, channel, target, reason)) AS found
     WHERE (address.official_id, address.channel, address.target) = (found.official_id, found.channel, found.target)`,
    [
      dead.map(({ delivery }) => delivery.officialId),
      dead.map(({ delivery }) => delivery.channel),
      dead.map(({ delivery }) => delivery.target),
      dead.map(({ outcome }) => ('error' in outcome ? outcome.error : '')),
    ],
  );
}

const keysOf = (settled: readonly SettledDelivery[]): unknown[] => [
  settled.map(({ delivery }) => delivery.eventId),
  settled.map(({ delivery }) => delivery.officialId),
  settled.map(({ delivery }) => delivery.channel),
];
