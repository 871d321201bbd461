import type { AddObservations } from '../usecases/ports.ts';
import type { UnitObserved } from '../usecases/unit-changes.ts';

/**
 * One statement for the whole slice: every observation goes into the history, each unit's current state moves to its
 * newest. `known` reads the state before the statement, so one answer tells both sides of the change.
 */
const insertAndMove = `
WITH incoming AS (
  SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                       $8::uuid[], $9::timestamptz[], $10::int[], $11::bigint[])
    AS i (unit_id, observed_at, update_id, operator, status, uscc, industry, event_id, arrived_at, epoch, sequence)
), inserted AS (
  INSERT INTO observation (unit_id, observed_at, update_id, operator, status, uscc, industry,
                           event_id, arrived_at, partition, epoch, sequence)
  SELECT unit_id, observed_at, update_id, operator, status, uscc, industry,
         event_id, arrived_at, $12, epoch, sequence FROM incoming
  ON CONFLICT DO NOTHING
  RETURNING unit_id, observed_at, update_id, operator, status, uscc, industry
), newest AS (
  SELECT DISTINCT ON (unit_id) * FROM inserted
  ORDER BY unit_id, observed_at DESC, update_id DESC, operator DESC
), moved AS (
  INSERT INTO unit_current AS c (unit_id, observed_at, update_id, operator, status, uscc, industry)
  SELECT unit_id, observed_at, update_id, operator, status, uscc, industry FROM newest
  ON CONFLICT (unit_id) DO UPDATE
    SET observed_at = EXCLUDED.observed_at, update_id = EXCLUDED.update_id, operator = EXCLUDED.operator,
        status = EXCLUDED.status, uscc = EXCLUDED.uscc, industry = EXCLUDED.industry
    WHERE (EXCLUDED.observed_at, EXCLUDED.update_id, EXCLUDED.operator) > (c.observed_at, c.update_id, c.operator)
), earliest AS (
  SELECT DISTINCT ON (unit_id) unit_id, observed_at, update_id, operator FROM inserted
  ORDER BY unit_id, observed_at, update_id, operator
)
SELECT n.unit_id AS "unitId", u.park, u.counts, known.status AS before, n.observed_at AS "newestAt",
       coalesce((e.observed_at, e.update_id, e.operator) < (known.observed_at, known.update_id, known.operator), false)
         AS late,
       CASE WHEN known.status IS NULL
              OR (n.observed_at, n.update_id, n.operator) > (known.observed_at, known.update_id, known.operator)
            THEN n.status END AS now
FROM newest n
JOIN earliest e USING (unit_id)
LEFT JOIN LATERAL (SELECT * FROM unit_current WHERE unit_id = n.unit_id LIMIT 1) AS known ON true
LEFT JOIN LATERAL (SELECT park, counts FROM unit WHERE id = n.unit_id LIMIT 1) AS u ON true`;

export const addObservations: AddObservations = async (tx, partition, observations) => {
  if (observations.length === 0) return [];
  const { rows } = await tx.query<UnitObserved>(insertAndMove, [
    observations.map(({ unitId }) => unitId),
    observations.map(({ observedAt }) => observedAt),
    observations.map(({ updateId }) => updateId),
    observations.map(({ operator }) => operator),
    observations.map(({ status }) => status),
    observations.map(({ uscc }) => uscc),
    observations.map(({ industry }) => industry),
    observations.map(({ eventId }) => eventId),
    observations.map(({ arrivedAt }) => arrivedAt),
    observations.map(({ epoch }) => epoch),
    observations.map(({ sequence }) => sequence),
    partition,
  ]);
  return rows;
};
