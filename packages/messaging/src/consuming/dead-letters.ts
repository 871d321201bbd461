import type { Clock } from '@yuanqu/domain';
import type { Pool } from 'pg';
import type { ConsumerDefinition } from './consumer-definition.ts';
import { type DeadLetter, deadLetterColumns, lockKeyOf, settle } from './dead-letter-rows.ts';
import { replayChunk } from './replay.ts';
import { inTransaction } from '../transaction.ts';

/** The events a service could not handle, seen and settled by people. */
export interface DeadLetters {
  /** Newest first, at most `limit`, those before the given id. */
  readonly list: (filter: {
    state?: DeadLetter['state'];
    before?: string;
    limit: number;
  }) => Promise<readonly DeadLetter[]>;
  /**
   * Runs the key of this dead letter from its head in order, stopping at the first failure. Throws AppError:
   * `messaging.unknown-dead-letter` (not found), and as conflicts `messaging.not-the-head`, `messaging.already-settled`,
   * `messaging.no-such-group`.
   */
  readonly replay: (
    id: string,
    by: string,
  ) => Promise<{ replayed: number; remaining: number; error?: string }>;
  /** Gives the head up, with a reason, so that the rest of its key can be replayed. Throws as `replay` does. */
  readonly discard: (id: string, by: string, reason: string) => Promise<{ remaining: number }>;
  readonly parkedByGroup: () => Promise<ReadonlyMap<string, number>>;
}

/** The dead letters of one service's database and the consumers that can replay them. */
export const makeDeadLetters = (
  pool: Pool,
  consumers: readonly ConsumerDefinition[],
  clock: Clock,
): DeadLetters => ({
  list: async ({ state, before, limit }) => {
    const { rows } = await pool.query<DeadLetter>(
      `SELECT ${deadLetterColumns} FROM messaging.dead_letter
       WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [state ?? null, before ?? null, limit],
    );
    return rows;
  },
  replay: async (id, by) => {
    let replayed = 0;
    for (let head: string | undefined = id; ; ) {
      const chunk = await replayChunk({ pool, consumers, clock, by }, head);
      replayed += chunk.replayed;
      head = chunk.nextHead;
      if (head === undefined || chunk.error !== undefined) {
        return {
          replayed,
          remaining: chunk.remaining,
          ...(chunk.error !== undefined && { error: chunk.error }),
        };
      }
    }
  },
  discard: (id, by, reason) =>
    inTransaction(pool, async (tx) => {
      const { head, waiting } = await lockKeyOf(tx, id, 1);
      await settle(tx, [head], { state: 'discarded', by, at: clock(), reason });
      return { remaining: waiting - 1 };
    }),
  parkedByGroup: async () => {
    const { rows } = await pool.query<{ group: string; parked: string }>(
      `SELECT group_name AS group, count(*) AS parked FROM messaging.dead_letter WHERE state = 'parked' GROUP BY 1`,
    );
    return new Map(rows.map(({ group, parked }) => [group, Number(parked)]));
  },
});
