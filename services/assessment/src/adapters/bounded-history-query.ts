import { unitOccupancyChanged } from '@yuanqu/events';
import type { Status } from '../domain/occupancy-status.ts';
import type { ReadHistoryUpTo } from '../usecases/league-ports.ts';

/** What was known of these units when the watermarks stood where they say. */
const bounded = `
WITH mark AS (
  SELECT * FROM unnest($4::smallint[], $5::int[], $6::bigint[]) AS m (partition, epoch, sequence)
), known AS (
  SELECT o.* FROM observation o JOIN mark m USING (partition)
  WHERE o.unit_id = ANY($1::uuid[]) AND o.observed_at < $3 AND (o.epoch, o.sequence) <= (m.epoch, m.sequence)
), before AS (
  SELECT DISTINCT ON (unit_id) * FROM known WHERE observed_at < $2
  ORDER BY unit_id, observed_at DESC, update_id DESC, operator DESC
)
SELECT unit_id AS "unitId", observed_at AS "observedAt", update_id AS "updateId", operator, status, uscc
FROM (SELECT * FROM before UNION ALL SELECT * FROM known WHERE observed_at >= $2) AS o`;

export const readHistoryUpTo: ReadHistoryUpTo = async (db, unitIds, { fromMs, toMs }, watermarks) => {
  const marks = watermarks.filter(({ topic }) => topic === unitOccupancyChanged.topic);
  const { rows } = await db.query<Row>(bounded, [
    unitIds,
    new Date(fromMs),
    new Date(toMs),
    marks.map(({ partition }) => partition),
    marks.map(({ epoch }) => epoch),
    marks.map(({ sequence }) => sequence),
  ]);
  return rows.map(toObserved);
};

interface Row {
  readonly unitId: string;
  readonly observedAt: Date;
  readonly updateId: string;
  readonly operator: string;
  readonly status: Status;
  readonly uscc: string | null;
}

const toObserved = ({ observedAt, uscc, ...row }: Row) => ({
  ...row,
  observedAtMs: observedAt.getTime(),
  ...(uscc !== null && { uscc }),
});
