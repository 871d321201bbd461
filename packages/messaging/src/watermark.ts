import type { Topic } from '@yuanqu/events';
import type { LogRecord } from './bus.ts';
import type { Executor } from './executor.ts';

/** How far a group's effects reach in one partition. Epoch 0 is "nothing yet". */
export interface Watermark {
  readonly epoch: number;
  readonly sequence: bigint;
}

/** A number is missing between the watermark and the next event: something was lost, and guessing would hide it. */
export class SequenceGap extends Error {
  override readonly name = 'SequenceGap';
}

/** Makes the group's rows, so that every later transaction has a row to lock. */
export async function registerGroup(db: Executor, group: string, topics: readonly Topic[]): Promise<void> {
  const rows = topics.flatMap(({ name, partitions }) => Array.from({ length: partitions }, (_, p) => ({ name, p })));
  await db.query(
    `INSERT INTO messaging.consumer_watermark (group_name, topic, partition)
     SELECT $1, * FROM unnest($2::text[], $3::smallint[]) ON CONFLICT DO NOTHING`,
    [group, rows.map((row) => row.name), rows.map((row) => row.p)],
  );
}

/** Locks the partition for this group until the transaction ends, and tells how far it got. First statement of it. */
export async function lockWatermark(tx: Executor, group: string, topic: string, partition: number): Promise<Watermark> {
  const { rows } = await tx.query<{ epoch: number; sequence: string }>(
    `SELECT epoch, sequence FROM messaging.consumer_watermark
     WHERE group_name = $1 AND topic = $2 AND partition = $3 FOR NO KEY UPDATE`,
    [group, topic, partition],
  );
  const row = rows[0];
  if (!row) throw new Error(`group ${group} has no watermark for ${topic}/${partition}: it was not registered`);
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
 * Throws SequenceGap when the first fresh one does not follow; a gap further on ends the run. A higher epoch is
 * accepted from its first number on, because a restored producer may have lost its tail.
 */
export function afterWatermark(
  watermark: Watermark,
  records: readonly LogRecord[],
): { readonly known: number; readonly fresh: readonly LogRecord[] } {
  let at = watermark;
  let known = 0;
  const fresh: LogRecord[] = [];
  for (const record of records) {
    if (record.epoch < at.epoch || (record.epoch === at.epoch && record.sequence <= at.sequence)) {
      known++;
    } else if (follows(at, record)) {
      fresh.push(record);
      at = record;
    } else if (fresh.length > 0) {
      break;
    } else {
      throw new SequenceGap(
        `${record.topic}/${record.partition}: after ${at.epoch}:${at.sequence} came ${record.epoch}:${record.sequence}`,
      );
    }
  }
  return { known, fresh };
}

function follows(at: Watermark, record: LogRecord): boolean {
  if (record.epoch === at.epoch) return record.sequence === at.sequence + 1n;
  return at.epoch === 0 ? record.sequence === 1n : true;
}
