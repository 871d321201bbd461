import type { LockFailed, MakeDue } from '../usecases/replay-deliveries.ts';

export const lockFailed: LockFailed = async (tx, { states, channel, from, to }, limit) => {
  const { rows } = await tx.query<Awaited<ReturnType<LockFailed>>[number]>(
    `SELECT event_id AS "eventId", official_id AS "officialId", channel FROM delivery
     WHERE state IN ('dead', 'cancelled') AND state = ANY ($1::text[]) AND ($2::text IS NULL OR channel = $2)
       AND created_at >= $3 AND created_at < $4
     ORDER BY event_id, official_id, channel LIMIT $5 FOR UPDATE`,
    [states, channel ?? null, from, to, limit],
  );
  return rows;
};

export const makeDue: MakeDue = async (tx, keys) => {
  await tx.query(
    `UPDATE delivery SET state = 'pending', due_at = now(), settled_at = NULL
     FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS chosen (event_id, official_id, channel)
     WHERE (delivery.event_id, delivery.official_id, delivery.channel)
         = (chosen.event_id, chosen.official_id, chosen.channel)`,
    [
      keys.map(({ eventId }) => eventId),
      keys.map(({ officialId }) => officialId),
      keys.map(({ channel }) => channel),
    ],
  );
};
