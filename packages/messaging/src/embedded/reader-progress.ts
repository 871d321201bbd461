import type { Pool } from 'pg';
import { partitionName } from '../log-record.ts';
import type { PartitionPosition } from './log-reader.ts';

const tellEveryMs = 10_000;

/**
 * Tells the producer's database how far a group has got, so that its outbox keeps what the group still needs: at once
 * when the group is new to it, later every ten seconds if something moved. A place that was told is committed.
 */
export function readerProgress(producer: Pool, group: string) {
  const told = new Map<string, PartitionPosition>();
  let toldAt = 0;
  return {
    tell: async (watermarks: readonly PartitionPosition[]): Promise<void> => {
      if (Date.now() - toldAt < tellEveryMs) return;
      const moved = watermarks.filter((at) => told.get(partitionName(at))?.sequence !== at.sequence);
      if (moved.length > 0) await writePositions(producer, group, moved);
      for (const at of moved) told.set(partitionName(at), at);
      toldAt = Date.now();
    },
  };
}

async function writePositions(producer: Pool, group: string, moved: readonly PartitionPosition[]) {
  await producer.query(
    `INSERT INTO messaging.log_reader (group_name, topic, partition, epoch, sequence)
     SELECT $1, * FROM unnest($2::text[], $3::smallint[], $4::integer[], $5::bigint[])
     ON CONFLICT (topic, partition, group_name)
     DO UPDATE SET epoch = EXCLUDED.epoch, sequence = EXCLUDED.sequence, told_at = now()`,
    [
      group,
      moved.map((at) => at.topic),
      moved.map((at) => at.partition),
      moved.map((at) => at.epoch),
      moved.map((at) => at.sequence),
    ],
  );
}
