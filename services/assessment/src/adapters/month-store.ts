import type { RecomputeMonths } from '../usecases/ports.ts';

/**
 * Reckons unit-months from the observations. A month that is reckoned anew begins at its start, in the state that the
 * last observation before it left; otherwise it goes on from what is settled, which only a newer observation may do.
 * Each point lasts to the next; the last one stays open, its length is not known before the next comes.
 */
const recompute = `
WITH touched AS (
  SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::boolean[]) AS t (unit_id, at, anew)
), instants AS (
  SELECT unit_id, at, anew FROM touched
  UNION ALL
  SELECT t.unit_id, following.observed_at, true FROM touched t
  CROSS JOIN LATERAL (
    SELECT o.observed_at FROM observation o
    WHERE o.unit_id = t.unit_id AND o.observed_at > t.at ORDER BY o.observed_at LIMIT 1
  ) AS following
  WHERE t.anew
), due AS (
  SELECT unit_id, month_start, bool_or(anew) AS anew
  FROM (
    SELECT unit_id, date_trunc('month', at, 'Asia/Shanghai') AS month_start, anew FROM instants
    UNION ALL
    SELECT unit_id, (month || '-01')::timestamp AT TIME ZONE 'Asia/Shanghai', true
    FROM unit_month WHERE unit_id = ANY($4::uuid[])
  ) AS wanted
  GROUP BY unit_id, month_start
), base AS (
  SELECT d.unit_id, month_of(d.month_start) AS month, d.month_start,
         date_add(d.month_start, interval '1 month', 'Asia/Shanghai') AS month_end,
         coalesce(u.since, '1900-01-01Z') AS since, coalesce(u.retired_at, '9999-01-01Z') AS retired_at,
         coalesce(m.let_ms, 0) AS let_ms, coalesce(m.lettable_ms, 0) AS lettable_ms,
         coalesce(m.last_observed_at, d.month_start) AS start_at,
         coalesce(m.last_update_id, '') AS start_update, coalesce(m.last_operator, '') AS start_operator,
         coalesce(m.last_status, carried.status, 'vacant') AS start_status
  FROM due d
  LEFT JOIN LATERAL (SELECT since, retired_at FROM unit WHERE id = d.unit_id LIMIT 1) AS u ON true
  LEFT JOIN LATERAL (
    SELECT * FROM unit_month WHERE unit_id = d.unit_id AND month = month_of(d.month_start) AND NOT d.anew LIMIT 1
  ) AS m ON true
  LEFT JOIN LATERAL (
    SELECT o.status FROM observation o WHERE m.unit_id IS NULL AND o.unit_id = d.unit_id AND o.observed_at < d.month_start
    ORDER BY o.observed_at DESC, o.update_id DESC, o.operator DESC LIMIT 1
  ) AS carried ON true
), stretches AS (
  SELECT b.unit_id, b.month, b.let_ms, b.lettable_ms, p.at, p.update_id, p.operator, p.status, next_at,
         CASE WHEN next_at IS NULL THEN 0
              ELSE ms_between(greatest(p.at, b.since), least(next_at, b.retired_at)) END AS ms
  FROM base b CROSS JOIN LATERAL (
    SELECT *, lead(at) OVER (ORDER BY at, update_id, operator) AS next_at
    FROM (
      SELECT b.start_at AS at, b.start_update AS update_id, b.start_operator AS operator, b.start_status AS status
      UNION ALL
      SELECT o.observed_at, o.update_id, o.operator, o.status FROM observation o
      WHERE o.unit_id = b.unit_id AND o.observed_at < b.month_end
        AND (o.observed_at, o.update_id, o.operator) > (b.start_at, b.start_update, b.start_operator)
    ) AS points
  ) AS p
), reckoned AS (
  SELECT unit_id, month, at, update_id, operator, status, next_at,
         let_ms + coalesce(sum(ms) FILTER (WHERE status = 'let') OVER unit_month, 0) AS let_ms,
         lettable_ms + coalesce(sum(ms) FILTER (WHERE status IN ('let', 'reserved', 'vacant')) OVER unit_month, 0)
           AS lettable_ms
  FROM stretches WINDOW unit_month AS (PARTITION BY unit_id, month)
)
INSERT INTO unit_month (unit_id, month, let_ms, lettable_ms, last_observed_at, last_update_id, last_operator, last_status)
SELECT unit_id, month, let_ms, lettable_ms, at, update_id, operator, status FROM reckoned WHERE next_at IS NULL
ON CONFLICT (unit_id, month) DO UPDATE
  SET let_ms = EXCLUDED.let_ms, lettable_ms = EXCLUDED.lettable_ms, last_observed_at = EXCLUDED.last_observed_at,
      last_update_id = EXCLUDED.last_update_id, last_operator = EXCLUDED.last_operator, last_status = EXCLUDED.last_status`;

export const recomputeMonths: RecomputeMonths = async (tx, touched, alteredUnits) => {
  if (touched.length === 0 && alteredUnits.length === 0) return 0;
  const { rowCount } = await tx.query(recompute, [
    touched.map(({ unitId }) => unitId),
    touched.map(({ at }) => at),
    touched.map(({ anew }) => anew),
    alteredUnits,
  ]);
  return rowCount ?? 0;
};
