import { AppError, type Clock } from '@yuanqu/domain';
import type { Pool, PoolClient } from 'pg';
import type { LogRecord } from '../log-record.ts';
import { inTransaction } from '../transaction.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import { type DeadLetter, lockKeyOf, noteError, settle } from './dead-letter-rows.ts';
import { tryOne } from './handle-slice.ts';

export interface ReplayOptions {
  readonly pool: Pool;
  readonly consumers: readonly ConsumerDefinition[];
  readonly clock: Clock;
  readonly by: string;
}

export interface ReplayedChunk {
  readonly replayed: number;
  /** Still parked of this key. */
  readonly remaining: number;
  /** Why the first of the remaining failed; absent when the chunk was full. */
  readonly error?: string;
  readonly nextHead?: string;
}

// Deliveries of the whole partition wait while a replay runs.
const chunkSize = 200;

/** Runs the first parked events of a key, in order, in one transaction; the first failure ends it and stays parked. */
export const replayChunk = (options: ReplayOptions, headId: string): Promise<ReplayedChunk> =>
  inTransaction(options.pool, async (tx) => {
    const { head, letters, waiting } = await lockKeyOf(tx, headId, chunkSize + 1);
    const consumer = options.consumers.find(({ group }) => group === head.group);
    if (!consumer) throw noSuchGroup(head.group);
    const { replayed, error } = await replayInOrder(tx, consumer, letters.slice(0, chunkSize));
    await settle(tx, replayed, { state: 'replayed', by: options.by, at: options.clock(), reason: null });
    const nextHead = letters[replayed.length]?.id;
    return {
      replayed: replayed.length,
      remaining: waiting - replayed.length,
      ...(error !== undefined && { error }),
      ...(nextHead !== undefined && { nextHead }),
    };
  });

async function replayInOrder(
  tx: PoolClient,
  consumer: ConsumerDefinition,
  letters: readonly DeadLetter[],
): Promise<{ replayed: readonly DeadLetter[]; error?: string }> {
  for (const [index, letter] of letters.entries()) {
    const error = await tryOne(tx, consumer, toRecord(letter));
    if (error !== undefined) {
      await noteError(tx, letter.id, error);
      return { replayed: letters.slice(0, index), error };
    }
  }
  return { replayed: letters };
}

const toRecord = (letter: DeadLetter): LogRecord => ({
  topic: letter.topic,
  partition: letter.partition,
  epoch: letter.epoch,
  sequence: BigInt(letter.sequence),
  followsEpoch: null,
  key: letter.key,
  type: letter.type,
  value: letter.event,
});

const noSuchGroup = (group: string): AppError =>
  new AppError(
    'messaging.no-such-group',
    'conflict',
    `No consumer ${group} runs in this release; start the one that does, or discard the event with a reason.`,
  );
