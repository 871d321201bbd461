import type { Topic } from '@yuanqu/events';
import type { Pool } from 'pg';

/**
 * Makes a head for each partition of the topics this service publishes. Throws when the database was laid out with
 * another number of partitions: keys would move to other partitions and their order would be lost.
 */
export async function registerTopics(pool: Pool, topics: readonly Topic[]): Promise<void> {
  const rows = topics.flatMap(({ name, partitions }) =>
    Array.from({ length: partitions }, (_, partition) => ({ name, partition, partitions })),
  );
  await pool.query(
    `INSERT INTO messaging.outbox_head (topic, partition, partition_count, timeline)
     SELECT e.*, messaging.timeline() FROM unnest($1::text[], $2::smallint[], $3::smallint[]) AS e
     ON CONFLICT DO NOTHING`,
    [rows.map((row) => row.name), rows.map((row) => row.partition), rows.map((row) => row.partitions)],
  );
  const { rows: laidOut } = await pool.query<{ topic: string; partition_count: number }>(
    'SELECT DISTINCT topic, partition_count FROM messaging.outbox_head WHERE topic = ANY($1)',
    [topics.map((topic) => topic.name)],
  );
  for (const { name, partitions } of topics) {
    const other = laidOut.find((row) => row.topic === name && row.partition_count !== partitions);
    if (other) throw new PartitionCountChanged(name, other.partition_count, partitions, 'the database');
  }
}

/** A topic's number of partitions is fixed for its life; this release says another. */
export class PartitionCountChanged extends Error {
  override readonly name = 'PartitionCountChanged';

  constructor(topic: string, existing: number, wanted: number, where: string) {
    super(
      `topic ${topic} has ${existing} partitions in ${where}, this release says ${wanted}: keys would move to other ` +
        'partitions and lose their order. Put the number back, or publish a new topic.',
    );
  }
}
