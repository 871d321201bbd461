import { newId } from '@yuanqu/domain';
import type { Executor } from '../executor.ts';
import type { LogRecord } from '../log-record.ts';

export interface ParkedRecord {
  readonly record: LogRecord;
  /** Why it failed; null when it is parked only because an earlier one of its key is. */
  readonly error: string | null;
}

/** The keys of a partition that have a parked event: later events wait behind it. */
export async function parkedKeys(
  tx: Executor,
  group: string,
  { topic, partition }: { readonly topic: string; readonly partition: number },
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ key: string }>(
    `SELECT DISTINCT key FROM messaging.dead_letter
     WHERE group_name = $1 AND topic = $2 AND partition = $3 AND state = 'parked'`,
    [group, topic, partition],
  );
  return new Set(rows.map((row) => row.key));
}

/** Parks records in order, in the transaction that passes them. */
export async function park(tx: Executor, group: string, parked: readonly ParkedRecord[]): Promise<void> {
  const column = <T>(pick: (row: ParkedRecord) => T): T[] => parked.map(pick);
  await tx.query(
    `INSERT INTO messaging.dead_letter
       (id, group_name, topic, partition, epoch, sequence, key, type, value, state, error, parked_at)
     SELECT id, $1, topic, partition, epoch, sequence, key, type, value, 'parked', error, clock_timestamp()
     FROM unnest($2::uuid[], $3::text[], $4::smallint[], $5::integer[], $6::bigint[], $7::text[], $8::text[], $9::text[],
       $10::text[]) AS e(id, topic, partition, epoch, sequence, key, type, value, error)`,
    [
      group,
      column(() => newId()),
      column(({ record }) => record.topic),
      column(({ record }) => record.partition),
      column(({ record }) => record.epoch),
      column(({ record }) => record.sequence),
      column(({ record }) => record.key),
      column(({ record }) => record.type),
      column(({ record }) => record.value),
      column(({ error }) => error),
    ],
  );
}

/**
 * How many events of the group failed within the last minute of the database's clock (an application's may jump), those
 * waiting behind another not counted, and how the last one failed.
 */
export async function failedWithinAMinute(
  tx: Executor,
  group: string,
): Promise<{ readonly failed: number; readonly latestError: string | undefined }> {
  const { rows } = await tx.query<{ error: string; failed: string }>(
    `SELECT error, count(*) OVER () AS failed FROM messaging.dead_letter
     WHERE group_name = $1 AND parked_at > clock_timestamp() - interval '1 minute' AND error IS NOT NULL
     ORDER BY id DESC LIMIT 1`,
    [group],
  );
  return { failed: Number(rows[0]?.failed ?? 0), latestError: rows[0]?.error };
}
