import type { Pool, PoolClient } from 'pg';
import { takeAfterCommit } from './after-commit.ts';

/** Runs the work between BEGIN and COMMIT on one connection; a failed connection is not given back to the pool. */
export async function inTransaction<T>(pool: Pool, work: (tx: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    const { command } = await client.query('COMMIT');
    // so PostgreSQL answers when a statement had failed and its error was swallowed
    if (command === 'ROLLBACK') throw new Error('the transaction had failed before COMMIT');
    for (const action of takeAfterCommit(client)) action();
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    takeAfterCommit(client);
    client.release(broken);
  }
}
