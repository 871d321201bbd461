import { AppError } from '@yuanqu/domain';
import type { PoolClient } from 'pg';
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
  /** The CloudEvent as it was read, JSON unless that was what was wrong with it. */
  readonly event: string;
  readonly state: 'parked' | 'replayed' | 'discarded';
  readonly error: string;
  readonly parkedAt: Date;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly reason: string | null;
}

export const deadLetterColumns = `id, group_name AS group, topic, partition, epoch, sequence, key, type,
  value AS event, state, coalesce(error, 'waits behind an earlier event of its key') AS error,
  parked_at AS "parkedAt", settled_at AS "settledAt", settled_by AS "settledBy", reason`;

/** The first parked events of a key, in order. */
export interface LockedKey {
  readonly head: DeadLetter;
  readonly letters: readonly DeadLetter[];
  /** How many are parked of this key in all. */
  readonly waiting: number;
}

/** Takes the lock that deliveries take, then the first parked events of the key; the id must be the first of them. */
export async function lockKeyOf(tx: PoolClient, id: string, limit: number): Promise<LockedKey> {
  const { rows: found } = await tx.query<DeadLetter>(
    `SELECT ${deadLetterColumns} FROM messaging.dead_letter WHERE id = $1`,
    [id],
  );
  const [letter] = found;
  if (!letter) {
    throw new AppError('messaging.unknown-dead-letter', 'not-found', `There is no dead letter ${id}.`);
  }
  await lockWatermark(tx, letter.group, letter.topic, letter.partition);
  const { rows } = await tx.query<DeadLetter & { waiting: string }>(
    `SELECT ${deadLetterColumns}, count(*) OVER () AS waiting FROM messaging.dead_letter
     WHERE group_name = $1 AND topic = $2 AND partition = $3 AND key = $4 AND state = 'parked'
     ORDER BY epoch, sequence LIMIT $5`,
    [letter.group, letter.topic, letter.partition, letter.key, limit],
  );
  const [head] = rows;
  if (head?.id === id) return { head, letters: rows, waiting: Number(head.waiting) };
  if (!head || !(await isParked(tx, id))) throw alreadySettled(letter);
  throw new AppError(
    'messaging.not-the-head',
    'conflict',
    `An earlier event of ${letter.key} is parked: settle ${head.id} first.`,
    { head: head.id },
  );
}

export interface Settlement {
  readonly state: 'replayed' | 'discarded';
  readonly by: string;
  readonly at: Date;
  readonly reason: string | null;
}

/** Marks dead letters as dealt with. */
export async function settle(
  tx: PoolClient,
  letters: readonly DeadLetter[],
  { state, by, at, reason }: Settlement,
): Promise<void> {
  await tx.query(
    'UPDATE messaging.dead_letter SET state = $2, settled_by = $3, settled_at = $4, reason = $5 WHERE id = ANY($1)',
    [letters.map(({ id }) => id), state, by, at, reason],
  );
}

/** Why the latest replay failed. */
export async function noteError(tx: PoolClient, id: string, error: string): Promise<void> {
  await tx.query('UPDATE messaging.dead_letter SET error = $2 WHERE id = $1', [id, error]);
}

// Asked again under the lock: it may have been settled meanwhile.
async function isParked(tx: PoolClient, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM messaging.dead_letter WHERE id = $1 AND state = 'parked'`,
    [id],
  );
  return rowCount === 1;
}

const alreadySettled = ({ id }: DeadLetter): AppError =>
  new AppError('messaging.already-settled', 'conflict', `The dead letter ${id} was settled already.`);
