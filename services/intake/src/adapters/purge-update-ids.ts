import { formatInstant } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';

const chunk = 5_000;

/**
 * Forgets update ids settled before an instant, in chunks, so that no transaction grows with the backlog. Answers how
 * many. Their observations stay.
 */
export async function purgeUpdateIds(db: Executor, before: Date, signal: AbortSignal): Promise<number> {
  let purged = 0;
  for (let last = chunk; last === chunk && !signal.aborted; purged += last) {
    const { rowCount } = await db.query(
      `DELETE FROM settled_update WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM settled_update WHERE settled_at < $1 LIMIT ${chunk} FOR UPDATE SKIP LOCKED
       ))`,
      [formatInstant(before)],
    );
    last = rowCount ?? 0;
  }
  return purged;
}
