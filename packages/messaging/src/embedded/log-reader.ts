import type { Pool } from 'pg';
import type { LogRecord, PartitionLag } from '../bus.ts';
import { withPosition } from '../cloud-event.ts';

/** Where a group stands in one partition, as far as the reader knows; only a hint, the consuming transaction decides. */
export interface Position {
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: bigint;
}

/** The last committed place of each partition of these topics, from the producer's database. */
export async function readHeads(producer: Pool, topics: readonly string[]): Promise<readonly Position[]> {
  const { rows } = await producer.query<{ topic: string; partition: number; epoch: number; sequence: string }>(
    'SELECT topic, partition, epoch, sequence FROM messaging.outbox_head WHERE topic = ANY($1)',
    [topics],
  );
  return rows.map((row) => ({ ...row, sequence: BigInt(row.sequence) }));
}

/** The group's watermarks on these topics, from the consumer's own database. */
export async function readWatermarks(consumer: Pool, group: string, topics: readonly string[]): Promise<readonly Position[]> {
  const { rows } = await consumer.query<{ topic: string; partition: number; epoch: number; sequence: string }>(
    'SELECT topic, partition, epoch, sequence FROM messaging.consumer_watermark WHERE group_name = $1 AND topic = ANY($2)',
    [group, topics],
  );
  return rows.map((row) => ({ ...row, sequence: BigInt(row.sequence) }));
}

/** The next records after a position. Epochs and sequences rise together, so the scan starts at the sequence unless the epoch rose. */
export async function readAfter(producer: Pool, after: Position, head: Position, limit: number): Promise<readonly LogRecord[]> {
  const from = head.epoch > after.epoch ? 0n : after.sequence;
  const { rows } = await producer.query<{ epoch: number; sequence: string; key: string; type: string; body: string }>(
    `SELECT epoch, sequence, key, type, body FROM messaging.log
     WHERE topic = $1 AND partition = $2 AND sequence > $3 AND (epoch, sequence) > ($4::integer, $5::bigint)
     ORDER BY sequence LIMIT $6`,
    [after.topic, after.partition, from, after.epoch, after.sequence, limit],
  );
  return rows.map(({ epoch, sequence, key, type, body }) => ({
    topic: after.topic,
    partition: after.partition,
    epoch,
    sequence: BigInt(sequence),
    key,
    type,
    value: withPosition(body, epoch, sequence),
  }));
}

const isBehind = (at: Position, head: Position): boolean =>
  head.sequence > 0n && (at.epoch < head.epoch ? at.epoch > 0 || head.sequence > at.sequence : at.sequence < head.sequence);

/** The partitions in which the group has something to do, each with its head. */
export function behind(watermarks: readonly Position[], heads: readonly Position[]): { at: Position; head: Position }[] {
  const headOf = new Map(heads.map((head) => [`${head.topic}/${head.partition}`, head]));
  return watermarks.flatMap((at) => {
    const head = headOf.get(`${at.topic}/${at.partition}`);
    return head && isBehind(at, head) ? [{ at, head }] : [];
  });
}

/** How many events lie between the watermarks and the heads. */
export const lagOf = (watermarks: readonly Position[], heads: readonly Position[]): PartitionLag[] =>
  behind(watermarks, heads).map(({ at, head }) => ({
    topic: at.topic,
    partition: at.partition,
    lag: Math.max(0, Number(head.sequence - at.sequence)),
  }));
