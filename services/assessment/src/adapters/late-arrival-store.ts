import type { ReadClosedUntil, RecordLateArrivals } from '../usecases/ports.ts';

/** `version` is above 0 for every month that was ever closed, reopened ones included. */
export const readClosedUntil: ReadClosedUntil = async (tx) => {
  const { rows } = await tx.query<{ until: Date | null }>(
    `SELECT ((max(month) || '-01')::timestamp + interval '1 month') AT TIME ZONE 'Asia/Shanghai' AS until
     FROM league_month WHERE version > 0`,
  );
  return rows[0]?.until ?? undefined;
};

/**
 * An observation reaches into the closed months from its own to the one in which the next takes over; facts reach into
 * every closed month from theirs on; an enterprise into those in which it was a frozen unit's tenant; figures and
 * deadlines into their own month alone.
 */
export const recordLateArrivals: RecordLateArrivals = async (tx, arrivals) => {
  await tx.query(
    `WITH arrival AS (
       SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[],
                            $8::text[], $9::smallint[], $10::int[], $11::bigint[])
         AS a (kind, event_id, unit_id, park, uscc, at, arrived_at, topic, partition, epoch, sequence)
     ), closed AS (
       SELECT month, (month || '-01')::timestamp AT TIME ZONE 'Asia/Shanghai' AS month_start,
              ((month || '-01')::timestamp + interval '1 month') AT TIME ZONE 'Asia/Shanghai' AS month_end
       FROM league_month WHERE version > 0
     ), reached AS (
       SELECT c.month, a.*, coalesce(a.park, u.park) AS in_park
       FROM arrival a JOIN closed c ON c.month_end > a.at
       LEFT JOIN unit u ON u.id = a.unit_id
       LEFT JOIN LATERAL (
         SELECT o.observed_at FROM observation o
         WHERE a.kind = 'observation' AND o.unit_id = a.unit_id AND o.observed_at > a.at ORDER BY o.observed_at LIMIT 1
       ) AS following ON true
       WHERE a.uscc IS NULL AND (a.kind <> 'observation' OR u.counts) AND (a.kind NOT IN ('figures', 'deadline') OR c.month_start <= a.at) AND (following.observed_at IS NULL OR following.observed_at > c.month_start)
       UNION ALL
       SELECT DISTINCT f.month, a.*, f.park
       FROM arrival a JOIN frozen_unit f ON f.uscc = a.uscc
     )
     INSERT INTO late_arrival (month, event_id, kind, park, unit_id, at, arrived_at, topic, partition, epoch, sequence)
     SELECT month, event_id, kind, in_park, unit_id, at, arrived_at, topic, partition, epoch, sequence
     FROM reached WHERE in_park IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [
      arrivals.map(({ kind }) => kind),
      arrivals.map(({ eventId }) => eventId),
      arrivals.map(({ unitId }) => unitId ?? null),
      arrivals.map(({ park }) => park ?? null),
      arrivals.map(({ uscc }) => uscc ?? null),
      arrivals.map(({ at }) => at),
      arrivals.map(({ arrivedAt }) => arrivedAt),
      arrivals.map(({ topic }) => topic),
      arrivals.map(({ partition }) => partition),
      arrivals.map(({ epoch }) => epoch),
      arrivals.map(({ sequence }) => sequence),
    ],
  );
};
