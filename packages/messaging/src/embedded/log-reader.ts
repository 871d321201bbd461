import type { Pool } from 'pg';
import type { PartitionLag } from '../bus.ts';
import { withPosition } from '../cloud-event.ts';
import { type LogRecord, partitionName, type Position } from '../log-record.ts';

/** A place in a named partition: the producer's head, or a group's watermark. */
export interface PartitionPosition extends Position {
  readonly topic: string;
  readonly partition: number;
}

interface PositionRow {
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: string;
}

/** The last committed place of each partition of these topics, from the producer's database. */
export async function readHeads(
  producer: Pool,
  topics: readonly string[],
): Promise<readonly PartitionPosition[]> {
  const { rows } = await producer.query<PositionRow>(
    'SELECT topic, partition, written_epoch AS epoch, sequence FROM messaging.outbox_head WHERE topic = ANY($1)',
    [topics],
  );
  return rows.map(toPosition);
}

/** The group's watermarks on these topics, from the consumer's own database. */
export async function readWatermarks(
  consumer: Pool,
  group: string,
  topics: readonly string[],
): Promise<readonly PartitionPosition[]> {
  const { rows } = await consumer.query<PositionRow>(
    'SELECT topic, partition, epoch, sequence FROM messaging.consumer_watermark WHERE group_name = $1 AND topic = ANY($2)',
    [group, topics],
  );
  return rows.map(toPosition);
}

const toPosition = ({ topic, partition, epoch, sequence }: PositionRow): PartitionPosition => ({
  topic,
  partition,
  epoch,
  sequence: BigInt(sequence),
});

const recordsPerRead = 2_000;
const bytesPerRead = 4 * 1024 ** 2;

/**
 * The next records after a position, at least one if there is any. A restored producer's new epoch may repeat numbers,
 * so the scan then starts at the first.
 */
export async function readAfter(
  producer: Pool,
  after: PartitionPosition,
  head: PartitionPosition,
): Promise<readonly LogRecord[]> {
  const from = head.epoch > after.epoch ? 0n : after.sequence;
  const { rows } = await producer.query<LogRow>(
    `SELECT epoch, sequence, follows_epoch, key, type, body FROM (
       SELECT *, sum(octet_length(body)) OVER (ORDER BY sequence) - octet_length(body) AS bytes_before FROM (
         SELECT * FROM messaging.log
         WHERE topic = $1 AND partition = $2 AND sequence > $3 AND (epoch, sequence) > ($4::integer, $5::bigint)
         ORDER BY sequence LIMIT $6
       ) AS next
     ) AS run WHERE bytes_before < $7 ORDER BY sequence`,
    [after.topic, after.partition, from, after.epoch, after.sequence, recordsPerRead, bytesPerRead],
  );
  return rows.map(({ epoch, sequence, follows_epoch: followsEpoch, key, type, body }) => ({
    topic: after.topic,
    partition: after.partition,
    epoch,
    sequence: BigInt(sequence),
    followsEpoch,
    key,
    type,
    value: withPosition(body, epoch, sequence),
  }));
}

interface LogRow {
  readonly epoch: number;
  readonly sequence: string;
  readonly follows_epoch: number | null;
  readonly key: string;
  readonly type: string;
  readonly body: string;
}

const isBehind = (at: Position, head: Position): boolean =>
  at.epoch < head.epoch || (at.epoch === head.epoch && at.sequence < head.sequence);

/** The partitions in which the group has something to do, each with its head. */
export function behind(
  watermarks: readonly PartitionPosition[],
  heads: readonly PartitionPosition[],
): { at: PartitionPosition; head: PartitionPosition }[] {
  const headOf = new Map(heads.map((head) => [partitionName(head), head]));
  return watermarks.flatMap((at) => {
    const head = headOf.get(partitionName(at));
    return head && isBehind(at, head) ? [{ at, head }] : [];
  });
}

/** How many events lie between the watermarks and the heads; at least one where an epoch lies between. */
export const lagOf = (
  watermarks: readonly PartitionPosition[],
  heads: readonly PartitionPosition[],
): PartitionLag[] =>
  behind(watermarks, heads).map(({ at, head }) => ({
    topic: at.topic,
    partition: at.partition,
    lag: Math.max(1, Number(head.sequence - at.sequence)),
  }));
