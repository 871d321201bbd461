import type { Topic } from '@yuanqu/events';
import type { Pool } from 'pg';
import type { Logger } from 'pino';

/**
 * Makes a head for each partition of the topics this service publishes. Throws when the database was laid out with
 * another number of partitions: keys would move to other partitions and their order would be lost.
 */
export async function registerTopics(pool: Pool, topics: readonly Topic[]): Promise<void> {
  const rows = topics.flatMap(({ name, partitions }) =>
    Array.from({ length: partitions }, (_, partition) => ({ name, partition, partitions })),
  );
  await pool.query(
    `INSERT INTO messaging.outbox_head (topic, partition, partition_count)
     SELECT * FROM unnest($1::text[], $2::smallint[], $3::smallint[]) ON CONFLICT DO NOTHING`,
    [rows.map((row) => row.name), rows.map((row) => row.partition), rows.map((row) => row.partitions)],
  );
  const { rows: laidOut } = await pool.query<{ topic: string; partition_count: number }>(
    'SELECT DISTINCT topic, partition_count FROM messaging.outbox_head WHERE topic = ANY($1)',
    [topics.map((topic) => topic.name)],
  );
  for (const { name, partitions } of topics) {
    const other = laidOut.find((row) => row.topic === name && row.partition_count !== partitions);
    if (other) {
      throw new Error(
        `topic ${name} was laid out with ${other.partition_count} partitions, this release says ${partitions}: ` +
          'the number is fixed for the life of a topic. Put it back, or publish a new topic.',
      );
    }
  }
}

/**
 * Raises the epoch of every head when this is another database than the recorded one (a restore, a promoted standby):
 * sequences may then repeat, and consumers tell the new ones from the old by the epoch. Returns whether it did.
 */
export async function raiseEpochAfterRestore(pool: Pool, log: Logger, force = false): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('LOCK TABLE messaging.database_identity IN EXCLUSIVE MODE');
    const { rows } = await client.query<{ recorded: string | null; actual: string }>(
      `SELECT (SELECT system_identifier || '/' || timeline FROM messaging.database_identity) AS recorded,
              s.system_identifier || '/' || c.timeline_id AS actual
       FROM pg_control_system() AS s, pg_control_checkpoint() AS c`,
    );
    const { recorded, actual } = rows[0] as { recorded: string | null; actual: string };
    const restored = force || (recorded !== null && recorded !== actual);
    if (restored) await client.query('UPDATE messaging.outbox_head SET epoch = epoch + 1');
    await client.query(
      `INSERT INTO messaging.database_identity (system_identifier, timeline)
       VALUES (split_part($1, '/', 1), split_part($1, '/', 2)::integer)
       ON CONFLICT (only_row) DO UPDATE SET system_identifier = EXCLUDED.system_identifier, timeline = EXCLUDED.timeline`,
      [actual],
    );
    await client.query('COMMIT');
    if (restored) log.warn({ recorded, actual }, 'this database was restored: the epoch of its events was raised');
    return restored;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
