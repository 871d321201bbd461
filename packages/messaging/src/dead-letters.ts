import { AppError, type Clock } from '@yuanqu/domain';
import type { Pool, PoolClient } from 'pg';
import { decodeWanted, wantedBy } from './apply-batch.ts';
import type { LogRecord } from './bus.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import { blameFor } from './failure.ts';
import { inTransaction } from './transaction.ts';
import { lockWatermark } from './watermark.ts';

export interface DeadLetter {
  readonly id: string;
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: string;
  readonly key: string;
  readonly type: string;
  readonly event: string;
  readonly state: 'parked' | 'replayed' | 'discarded';
  readonly error: string;
  readonly parkedAt: Date;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly reason: string | null;
}

/** The events a service could not handle, seen and settled by people. */
export interface DeadLetters {
  /** Newest first, at most `limit`, those before the given id. */
  readonly list: (filter: { state?: DeadLetter['state']; before?: string; limit: number }) => Promise<readonly DeadLetter[]>;
  /**
   * Runs the key of this dead letter from its head in order, stopping at the first failure. Only the head may be
   * replayed: another is a conflict (`messaging.not-the-head`).
   */
  readonly replay: (id: string, by: string) => Promise<{ replayed: number; remaining: number; error?: string }>;
  /** Gives the head up, with a reason, so that the rest of its key can go on. */
  readonly discard: (id: string, by: string, reason: string) => Promise<{ remaining: number }>;
  readonly parkedByGroup: () => Promise<ReadonlyMap<string, number>>;
}

/** The dead letters of one service's database and the consumers that can replay them. */
export const makeDeadLetters = (pool: Pool, consumers: readonly ConsumerDefinition[], clock: Clock): DeadLetters => ({
  list: async ({ state, before, limit }) => {
    const { rows } = await pool.query<DeadLetter>(
      `SELECT ${columns} FROM messaging.dead_letter
       WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [state ?? null, before ?? null, limit],
    );
    return rows;
  },
  replay: (id, by) =>
    inTransaction(pool, async (tx) => {
      const waiting = await lockKey(tx, id);
      const [head] = waiting;
      const consumer = consumers.find(({ group }) => group === head?.group);
      if (!head || !consumer) throw new AppError('messaging.no-such-group', 'conflict', `No consumer ${head?.group} runs in this release; start the one that does, or discard the event with a reason.`);
      const { replayed, error } = await replayInOrder(tx, consumer, waiting);
      await settle(tx, replayed, 'replayed', by, clock(), null);
      return { replayed: replayed.length, remaining: waiting.length - replayed.length, ...(error && { error }) };
    }),
  discard: (id, by, reason) =>
    inTransaction(pool, async (tx) => {
      const waiting = await lockKey(tx, id);
      await settle(tx, waiting.slice(0, 1), 'discarded', by, clock(), reason);
      return { remaining: waiting.length - 1 };
    }),
  parkedByGroup: async () => {
    const { rows } = await pool.query<{ group: string; parked: string }>(
      `SELECT group_name AS group, count(*) AS parked FROM messaging.dead_letter WHERE state = 'parked' GROUP BY 1`,
    );
    return new Map(rows.map(({ group, parked }) => [group, Number(parked)]));
  },
});

const columns = `id, group_name AS group, topic, partition, epoch, sequence, key, type, value AS event, state, error,
  parked_at AS "parkedAt", settled_at AS "settledAt", settled_by AS "settledBy", reason`;

/** Takes the lock that deliveries take, then the parked events of the key in order; the id must be the first of them. */
async function lockKey(tx: PoolClient, id: string): Promise<readonly DeadLetter[]> {
  const { rows: found } = await tx.query<DeadLetter>(`SELECT ${columns} FROM messaging.dead_letter WHERE id = $1`, [id]);
  const [letter] = found;
  if (!letter) throw new AppError('messaging.unknown-dead-letter', 'not-found', `There is no dead letter ${id}.`);
  await lockWatermark(tx, letter.group, letter.topic, letter.partition);
  const { rows: waiting } = await tx.query<DeadLetter>(
    `SELECT ${columns} FROM messaging.dead_letter
     WHERE group_name = $1 AND topic = $2 AND partition = $3 AND key = $4 AND state = 'parked' ORDER BY epoch, sequence`,
    [letter.group, letter.topic, letter.partition, letter.key],
  );
  if (!waiting.some((candidate) => candidate.id === id)) {
    throw new AppError('messaging.already-settled', 'conflict', `The dead letter ${id} is ${letter.state} already.`);
  }
  if (waiting[0]?.id !== id) {
    throw new AppError('messaging.not-the-head', 'conflict', `An earlier event of ${letter.key} is parked: settle ${waiting[0]?.id} first.`, { head: waiting[0]?.id });
  }
  return waiting;
}

async function replayInOrder(tx: PoolClient, consumer: ConsumerDefinition, waiting: readonly DeadLetter[]): Promise<{ replayed: DeadLetter[]; error?: string }> {
  const replayed: DeadLetter[] = [];
  for (const letter of waiting) {
    await tx.query('SAVEPOINT one');
    try {
      const events = decodeWanted(wantedBy(consumer), [toRecord(letter)]);
      if (events.length > 0) await consumer.handle(tx, events as never);
      await tx.query('RELEASE SAVEPOINT one');
      replayed.push(letter);
    } catch (error) {
      if (blameFor(error) === 'surroundings') throw error;
      await tx.query('ROLLBACK TO SAVEPOINT one');
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      await tx.query('UPDATE messaging.dead_letter SET error = $2 WHERE id = $1', [letter.id, message]);
      return { replayed, error: message };
    }
  }
  return { replayed };
}

const toRecord = (letter: DeadLetter): LogRecord => ({ ...letter, sequence: BigInt(letter.sequence), value: letter.event });

async function settle(tx: PoolClient, letters: readonly DeadLetter[], state: 'replayed' | 'discarded', by: string, at: Date, reason: string | null): Promise<void> {
  await tx.query(
    'UPDATE messaging.dead_letter SET state = $2, settled_by = $3, settled_at = $4, reason = $5 WHERE id = ANY($1)',
    [letters.map(({ id }) => id), state, by, at, reason],
  );
}
