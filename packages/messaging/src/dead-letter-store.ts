import { newId } from '@yuanqu/domain';
import type { LogRecord } from './bus.ts';
import type { Executor } from './executor.ts';

export interface ParkedRecord {
  readonly record: LogRecord;
  readonly error: string;
}

/** Those of the keys that already have a parked event in this partition: later events wait behind it. */
export async function parkedKeys(tx: Executor, group: string, records: readonly LogRecord[]): Promise<Set<string>> {
  const first = records[0];
  if (!first) return new Set();
  const { rows } = await tx.query<{ key: string }>(
    `SELECT DISTINCT key FROM messaging.dead_letter
     WHERE group_name = $1 AND topic = $2 AND partition = $3 AND state = 'parked'`,
    [group, first.topic, first.partition],
  );
  return new Set(rows.map((row) => row.key));
}

/** Parks records in order, in the transaction that passes them. */
export async function park(tx: Executor, group: string, parked: readonly ParkedRecord[], now: Date): Promise<void> {
  if (parked.length === 0) return;
  const column = <T>(pick: (row: ParkedRecord) => T): T[] => parked.map(pick);
  await tx.query(
    `INSERT INTO messaging.dead_letter
       (id, group_name, topic, partition, epoch, sequence, key, type, value, state, error, parked_at)
     SELECT id, $1, topic, partition, epoch, sequence, key, type, value, 'parked', error, $2
     FROM unnest($3::uuid[], $4::text[], $5::smallint[], $6::integer[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[])
       AS e(id, topic, partition, epoch, sequence, key, type, value, error)
     ON CONFLICT (group_name, topic, partition, epoch, sequence) DO NOTHING`,
    [
      group,
      now,
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

/** How many events of the group were parked since then, those waiting behind another not counted. */
export async function parkedSince(tx: Executor, group: string, since: Date): Promise<number> {
  const { rows } = await tx.query<{ parked: string }>(
    `SELECT count(*) AS parked FROM messaging.dead_letter WHERE group_name = $1 AND parked_at > $2 AND error <> $3`,
    [group, since, behindAnother],
  );
  return Number(rows[0]?.parked ?? 0);
}

/** The error of an event that is parked only because an earlier one of its key is. */
export const behindAnother = 'waits behind an earlier event of its key';
