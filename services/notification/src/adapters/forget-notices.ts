import type { Executor } from '@yuanqu/messaging';

const chunk = 1_000;

/** Drops notices from before that instant, with their messages and deliveries, in short transactions. Answers how many. */
export async function forgetNotices(db: Executor, before: Date, signal: AbortSignal): Promise<number> {
  let forgotten = 0;
  for (let last = chunk; last === chunk && !signal.aborted; forgotten += last) {
    const { rowCount } = await db.query(
      `WITH old AS (
         SELECT event_id FROM notice WHERE occurred_at < $1 ORDER BY occurred_at LIMIT ${chunk}
       ), messages AS (DELETE FROM message WHERE event_id IN (SELECT event_id FROM old)
       ), attempts AS (DELETE FROM delivery_attempt WHERE event_id IN (SELECT event_id FROM old)
       ), lines AS (DELETE FROM obligation_line WHERE event_id IN (SELECT event_id FROM old)
       ), obligations AS (DELETE FROM obligation WHERE event_id IN (SELECT event_id FROM old)
       ), digests AS (DELETE FROM digest WHERE id IN (SELECT event_id FROM old)
       ), deliveries AS (DELETE FROM delivery WHERE event_id IN (SELECT event_id FROM old))
       DELETE FROM notice WHERE event_id IN (SELECT event_id FROM old)`,
      [before],
    );
    last = rowCount ?? 0;
  }
  return forgotten;
}
