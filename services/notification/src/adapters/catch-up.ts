import type { CatchUp, Planned } from '../usecases/ports.ts';
import { audience, lockPlanning, noRobots, outside, toPlanned } from './planning-sql.ts';

/** Plans for these officials what others were told of since the instant given with each; what they have stays. */
export const catchUp: CatchUp = async (tx, officials) => {
  await lockPlanning(tx);
  const { rows } = await tx.query<Record<keyof Planned, string>>(plan, [
    officials.map(({ id }) => id),
    officials.map(({ since }) => since),
  ]);
  return toPlanned(rows);
};

const plan = `
WITH late AS (
  SELECT official.*, given.since FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, since) JOIN official USING (id)
), news AS (
  SELECT event_id, event_type, severity, parks, enterprise, occurred_at FROM notice
  WHERE occurred_at >= (SELECT min(since) FROM late)
), audience AS MATERIALIZED (
  SELECT audience.* FROM (${audience('news', 'now()', { officials: 'late' })}) AS audience
  JOIN late ON late.id = audience.official_id JOIN news USING (event_id)
  WHERE news.occurred_at >= late.since
), messages AS (
  INSERT INTO message (event_id, official_id, on_behalf_of)
  SELECT event_id, official_id, on_behalf_of FROM audience JOIN news USING (event_id)
  WHERE NOT EXISTS (SELECT FROM message WHERE (event_id, official_id) = (audience.event_id, audience.official_id))
  ORDER BY occurred_at, event_id, official_id
  ON CONFLICT DO NOTHING RETURNING 1
), deliveries AS (
  INSERT INTO delivery (event_id, official_id, channel, state, due_at, on_behalf_of)
  SELECT event_id, official_id, channel, state, due_at, on_behalf_of FROM (${outside('now()', noRobots)}) AS planned
  ORDER BY event_id, official_id, channel
  ON CONFLICT DO NOTHING RETURNING 1
)
SELECT 0 AS notices, (SELECT count(*) FROM messages) AS messages, (SELECT count(*) FROM deliveries) AS deliveries`;
