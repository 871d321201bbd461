import { Month } from '@yuanqu/domain';
import type { ReadAreaTimes, ReadOutcomes } from '../usecases/reading-ports.ts';
import { type OutcomeRow, toOutcome } from './outcome-row.ts';

/**
 * Each counting unit's time in a month up to a cut-off. Where the month is settled in `unit_month` only the open end is
 * added; everything else, and everything when `exact` is asked for, is reckoned from the observations.
 */
const span = `
WITH span AS (
  SELECT u.*, greatest(u.since, $1) AS from_at, least(u.retired_at, $2) AS to_at
  FROM unit u
  WHERE u.counts AND u.since < $2 AND (u.retired_at IS NULL OR u.retired_at > greatest(u.since, $1))
    AND ($4::text[] IS NULL OR u.park = ANY($4)) AND ($6::text IS NULL OR (u.code, u.id) > ($6, $7::uuid))
  ORDER BY u.code, u.id
  LIMIT $8
)`;

const letMs = `
CASE WHEN m.unit_id IS NULL THEN e.ms[1]
     ELSE m.let_ms + CASE WHEN m.last_status = 'let' THEN open_end.ms ELSE 0 END END`;
const lettableMs = `
CASE WHEN m.unit_id IS NULL THEN e.ms[2]
     ELSE m.lettable_ms + CASE WHEN m.last_status IN ('let', 'reserved', 'vacant') THEN open_end.ms ELSE 0 END END`;

// A CASE does not even look at observations where it need not; OFFSET keeps it from being done twice.
const fromSpan = `
FROM span s
LEFT JOIN LATERAL (
  SELECT * FROM unit_month WHERE unit_id = s.id AND month = $3 AND last_observed_at <= $2 AND NOT $5 LIMIT 1
) AS m ON true
LEFT JOIN LATERAL (SELECT ms_between(greatest(m.last_observed_at, s.from_at), s.to_at) AS ms) AS open_end ON true
LEFT JOIN LATERAL (
  SELECT CASE WHEN m.unit_id IS NULL THEN (
    SELECT ARRAY[coalesce(sum(ms) FILTER (WHERE status = 'let'), 0),
                 coalesce(sum(ms) FILTER (WHERE status IN ('let', 'reserved', 'vacant')), 0)]
    FROM (
      SELECT status, ms_between(at, lead(at, 1, s.to_at) OVER (ORDER BY at, place, update_id, operator)) AS ms
      FROM (
        SELECT 'vacant' AS status, s.from_at AS at, 0 AS place, '' AS update_id, '' AS operator
        UNION ALL
        (SELECT o.status, s.from_at, 1, o.update_id, o.operator FROM observation o
         WHERE o.unit_id = s.id AND o.observed_at <= s.from_at
         ORDER BY o.observed_at DESC, o.update_id DESC, o.operator DESC LIMIT 1)
        UNION ALL
        SELECT o.status, o.observed_at, 2, o.update_id, o.operator FROM observation o
        WHERE o.unit_id = s.id AND o.observed_at > s.from_at AND o.observed_at < s.to_at
      ) AS points
    ) AS stretches
  ) END AS ms
  OFFSET 0
) AS e ON true`;

/** With each unit's state at the cut-off. */
const outcomes = `${span}
SELECT s.id AS "unitId", s.park, s.code, s.building, s.area_hundredths AS "areaHundredths", s.since,
       s.retired_at AS "retiredAt", last.status, last.uscc, last.industry, last.size_class AS "sizeClass", last.observed_at AS "observedAt",
       ${letMs} AS "letMs", ${lettableMs} AS "lettableMs"
${fromSpan}
LEFT JOIN LATERAL (
  SELECT o.status, coalesce(f.industry, o.industry) AS industry, f.size_class, o.uscc, o.observed_at
  FROM observation o LEFT JOIN enterprise f ON f.uscc = o.uscc
  WHERE o.unit_id = s.id AND o.observed_at < s.to_at
  ORDER BY o.observed_at DESC, o.update_id DESC, o.operator DESC LIMIT 1
) AS last ON true
ORDER BY s.code, s.id`;

/** Summed up by park. */
const areaTimes = `${span}
SELECT s.park, sum(s.area_hundredths * (${letMs})) AS "letAreaMs", sum(s.area_hundredths * (${lettableMs})) AS "lettableAreaMs"
${fromSpan}
GROUP BY s.park`;

export const readOutcomes: ReadOutcomes = async (db, wanted) => {
  const { rows } = await db.query<OutcomeRow>(outcomes, valuesOf(wanted));
  return rows.map(toOutcome);
};

export const readAreaTimes: ReadAreaTimes = async (db, wanted) => {
  const { rows } = await db.query<{ park: string; letAreaMs: string; lettableAreaMs: string }>(
    areaTimes,
    valuesOf(wanted),
  );
  return new Map(
    rows.map(({ park, letAreaMs, lettableAreaMs }) => [
      park,
      { letAreaMs: BigInt(letAreaMs), lettableAreaMs: BigInt(lettableAreaMs) },
    ]),
  );
};

const valuesOf = ({
  month,
  cutoffMs,
  parks,
  exact = false,
  after,
  limit,
}: Parameters<ReadOutcomes>[1]): unknown[] => [
  new Date(Month.startMs(month)),
  new Date(cutoffMs),
  month,
  parks,
  exact,
  after?.code,
  after?.unitId,
  limit,
];
