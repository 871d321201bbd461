import type { Topic } from '@yuanqu/events';
import type { Executor } from '../executor.ts';
import { type LogRecord, partitionName, type Position } from '../log-record.ts';

/** A number is missing between the watermark and the next event: something was lost, and guessing would hide it. */
export class SequenceGap extends Error {
  override readonly name = 'SequenceGap';
  readonly missing: bigint;

  constructor(watermark: Position, next: LogRecord) {
    super(
      `${partitionName(next)}: after ${watermark.epoch}:${watermark.sequence} came ${next.epoch}:${next.sequence}`,
    );
    const missing = next.sequence - watermark.sequence - 1n;
    this.missing = missing > 0n ? missing : 0n;
  }
}

/** Makes the group's rows, so that every later transaction has a row to lock. Epoch 0 is "nothing yet". */
export async function registerGroup(db: Executor, group: string, topics: readonly Topic[]): Promise<void> {
  const rows = topics.flatMap(({ name, partitions }) =>
    Array.from({ length: partitions }, (_, p) => ({ name, p })),
  );
  await db.query(
    `INSERT INTO messaging.consumer_watermark (group_name, topic, partition)
     SELECT $1, * FROM unnest($2::text[], $3::smallint[]) ON CONFLICT DO NOTHING`,
    [group, rows.map((row) => row.name), rows.map((row) => row.p)],
  );
}

/** Locks the partition for this group until the transaction ends, and tells how far it got. First statement of it. */
export async function lockWatermark(
  tx: Executor,
  group: string,
  topic: string,
  partition: number,
): Promise<Position> {
  const { rows } = await tx.query<{ epoch: number; sequence: string }>(
    `SELECT epoch, sequence FROM messaging.consumer_watermark
     WHERE group_name = $1 AND topic = $2 AND partition = $3 FOR NO KEY UPDATE`,
    [group, topic, partition],
  );
  const row = rows[0];
  if (!row)
    throw new Error(`group ${group} has no watermark for ${topic}/${partition}: it was not registered`);
  return { epoch: row.epoch, sequence: BigInt(row.sequence) };
}

/** Moves the watermark to the last of the records. */
export async function moveWatermark(tx: Executor, group: string, last: LogRecord): Promise<void> {
  await tx.query(
    `UPDATE messaging.consumer_watermark SET epoch = $4, sequence = $5, moved_at = clock_timestamp()
     WHERE group_name = $1 AND topic = $2 AND partition = $3`,
    [group, last.topic, last.partition, last.epoch, last.sequence],
  );
}

/**
 * How many of the records are known already (at or below the watermark), and the dense run of fresh ones after it.
 * Throws SequenceGap when the first fresh one does not follow; a gap further on ends the run.
 */
export function afterWatermark(
  watermark: Position,
  records: readonly LogRecord[],
): { readonly known: number; readonly fresh: readonly LogRecord[] } {
  let known = 0;
  let at = watermark;
  const fresh: LogRecord[] = [];
  for (const record of records) {
    if (isAtOrBelow(record, at)) {
      // a relay that repeats itself within a batch ends the run: the rest is known once this run is committed
      if (fresh.length > 0) break;
      known++;
    } else if (follows(at, record)) {
      fresh.push(record);
      at = record;
    } else if (fresh.length > 0) {
      break;
    } else {
      throw new SequenceGap(watermark, record);
    }
  }
  return { known, fresh };
}

const isAtOrBelow = (record: LogRecord, at: Position): boolean =>
  record.epoch < at.epoch || (record.epoch === at.epoch && record.sequence <= at.sequence);

/**
 * A restored producer may have lost its tail, so the first record of its new epoch may repeat numbers; it must not
 * leave any out, neither of the epoch before nor between.
 */
function follows(at: Position, record: LogRecord): boolean {
  if (record.epoch === at.epoch) return record.sequence === at.sequence + 1n;
  return record.followsEpoch === at.epoch && record.sequence <= at.sequence + 1n;
}
