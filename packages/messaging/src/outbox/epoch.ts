import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../transaction.ts';

/**
 * Raises the epoch of every head when this database lies in another cluster than the recorded one (restored from a
 * dump, copied): sequences may then repeat, and consumers tell the new ones from the old by the epoch. Another timeline
 * of the same cluster (failover, recovery) needs nothing here: `messaging.append` notices it by itself. A restored copy
 * of the files looks like the original and needs `force`. Returns whether the epoch was raised.
 */
export async function raiseEpochAfterRestore(pool: Pool, log: Logger, force = false): Promise<boolean> {
  const { recorded, actual, raised } = await inTransaction(pool, async (tx) => {
    await tx.query('LOCK TABLE messaging.database_identity IN EXCLUSIVE MODE');
    const { rows } = await tx.query<{ recorded: string | null; actual: string }>(
      `SELECT (SELECT system_identifier FROM messaging.database_identity) AS recorded,
              (SELECT system_identifier::text FROM pg_control_system()) AS actual`,
    );
    const [identity] = rows;
    if (!identity) throw new Error('the database did not say which cluster it lies in');
    const raised = force || (identity.recorded !== null && identity.recorded !== identity.actual);
    if (raised) {
      await tx.query('UPDATE messaging.outbox_head SET epoch = epoch + 1, timeline = messaging.timeline()');
    }
    await tx.query(
      `INSERT INTO messaging.database_identity (system_identifier) VALUES ($1)
       ON CONFLICT (only_row) DO UPDATE SET system_identifier = EXCLUDED.system_identifier`,
      [identity.actual],
    );
    return { ...identity, raised };
  });
  if (raised)
    log.warn({ recorded, actual }, 'this database was restored: the epoch of its events was raised');
  return raised;
}
