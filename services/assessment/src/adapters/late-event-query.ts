import type { Watermark } from '../domain/league-table.ts';
import type { CountLateArrivals, LateEvent, ListLateEvents } from '../usecases/league-ports.ts';

/** Only what came after the frozen watermarks: a later version has taken in what came before its own. */
const after = `
FROM late_arrival l JOIN unnest($2::text[], $3::smallint[], $4::int[], $5::bigint[]) AS m (topic, partition, epoch, sequence)
  ON m.topic = l.topic AND m.partition = l.partition AND (l.epoch, l.sequence) > (m.epoch, m.sequence)
LEFT JOIN unit u ON u.id = l.unit_id
WHERE l.month = $1`;

const marksOf = (watermarks: readonly Watermark[]): unknown[] => [
  watermarks.map(({ topic }) => topic),
  watermarks.map(({ partition }) => partition),
  watermarks.map(({ epoch }) => epoch),
  watermarks.map(({ sequence }) => sequence),
];

export const countLateArrivals: CountLateArrivals = async (db, month, watermarks) => {
  const { rows } = await db.query<{ park: string; events: number }>(
    `SELECT l.park, count(*)::int AS events ${after} GROUP BY l.park`,
    [month, ...marksOf(watermarks)],
  );
  return new Map(rows.map(({ park, events }) => [park, events]));
};

export const listLateEvents: ListLateEvents = async (
  db,
  { month, watermarks, parks, after: from, limit },
) => {
  const { rows } = await db.query<LateRow>(
    `SELECT l.event_id AS "eventId", l.kind, l.park, l.unit_id AS "unitId", u.code AS unit, l.at, l.arrived_at AS "arrivedAt"
     ${after} AND ($6::text[] IS NULL OR l.park = ANY($6))
       AND ($7::timestamptz IS NULL OR (l.arrived_at, l.event_id, l.park) > ($7, $8::uuid, $9))
     ORDER BY l.arrived_at, l.event_id, l.park LIMIT $10`,
    [
      month,
      ...marksOf(watermarks),
      parks ?? null,
      from?.arrivedAt ?? null,
      from?.eventId ?? null,
      from?.park ?? null,
      limit,
    ],
  );
  return rows.map(({ unitId, unit, ...event }) =>
    Object.assign(event, unitId !== null && { unitId }, unit !== null && { unit }),
  );
};

type LateRow = Omit<LateEvent, 'unitId' | 'unit'> & {
  readonly unitId: string | null;
  readonly unit: string | null;
};
