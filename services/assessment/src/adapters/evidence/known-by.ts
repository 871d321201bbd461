import type { Watermark } from '../../domain/league-table.ts';

/**
 * SQL that lets a row pass when its event had been taken in at the watermarks, which are four parameters from `$first`
 * on; without watermarks everything passes.
 */
export const knownBy = (row: string, topic: string, first: number): string =>
  `($${first}::text[] IS NULL OR EXISTS (
     SELECT FROM unnest($${first}::text[], $${first + 1}::smallint[], $${first + 2}::int[], $${first + 3}::bigint[])
       AS mark (topic, partition, epoch, sequence)
     WHERE mark.topic = ${topic} AND mark.partition = ${row}.partition
       AND (${row}.epoch, ${row}.sequence) <= (mark.epoch, mark.sequence)
   ))`;

/** The values of those parameters: the watermarks of one group. */
export function marksOf(watermarks: readonly Watermark[] | undefined, group: string): readonly unknown[] {
  if (!watermarks) return [null, null, null, null];
  const marks = watermarks.filter((mark) => mark.group === group);
  return [
    marks.map(({ topic }) => topic),
    marks.map(({ partition }) => partition),
    marks.map(({ epoch }) => epoch),
    marks.map(({ sequence }) => sequence),
  ];
}
