import type { Watermark } from '../domain/league-table.ts';
import type { HoldConsumers, ReadWatermarks } from '../usecases/league-ports.ts';

const select = `SELECT group_name AS "group", topic, partition, epoch, sequence
  FROM messaging.consumer_watermark WHERE group_name LIKE 'assessment.%' ORDER BY group_name, topic, partition`;

export const readWatermarks: ReadWatermarks = async (db) => {
  const { rows } = await db.query<WatermarkRow>(select);
  return rows.map(toWatermark);
};

/**
 * Takes the rows that every consuming transaction takes first, so none is under way and none begins before this one
 * ends. The consumers wait as for a slow database and go on by themselves.
 */
export const holdConsumers: HoldConsumers = async (tx) => {
  // A month of ten million observations takes longer to reckon than a request may.
  await tx.query(
    `SELECT set_config('statement_timeout', '2min', true), set_config('transaction_timeout', '5min', true)`,
  );
  const { rows } = await tx.query<WatermarkRow>(`${select} FOR NO KEY UPDATE`);
  return rows.map(toWatermark);
};

interface WatermarkRow extends Omit<Watermark, 'sequence'> {
  readonly sequence: string;
}

const toWatermark = ({ group, topic, partition, epoch, sequence }: WatermarkRow): Watermark => ({
  group,
  topic,
  partition,
  epoch,
  sequence: BigInt(sequence),
});
