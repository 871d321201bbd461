import { AppError } from '@yuanqu/domain';
import { takeAfterCommit } from '@yuanqu/messaging';
import type { Pool, PoolClient } from 'pg';
import { isDatabaseUnavailable, isRetryable } from './sql-state.ts';

/** Runs the work between BEGIN and COMMIT on a connection of its own and answers with the work's result. */
export type Transaction = <T>(work: (tx: PoolClient) => Promise<T>) => Promise<T>;

/** What else happens around each attempt at a transaction. */
export interface TransactionHooks {
  readonly begun?: (tx: PoolClient) => void;
  /** Runs as the transaction's last statements. */
  readonly beforeCommit?: (tx: PoolClient) => Promise<void>;
  readonly afterCommit?: (tx: PoolClient) => void;
  readonly ended?: (tx: PoolClient) => void;
}

const maxAttempts = 4;

/**
 * Makes `transaction` over the pool: READ COMMITTED, bounded by the pool's timeouts, run again up to three times after
 * a deadlock or serialization failure. Throws `database.commit-unknown` (unavailable) when the connection is lost
 * during COMMIT: whether it happened is only known after asking again.
 */
export function makeTransaction(pool: Pool, hooks: TransactionHooks = {}): Transaction {
  return async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(pool, work, hooks);
      } catch (error) {
        if (attempt >= maxAttempts || !isRetryable(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
      }
    }
  };
}

async function once<T>(
  pool: Pool,
  work: (tx: PoolClient) => Promise<T>,
  hooks: TransactionHooks,
): Promise<T> {
  const tx = await begin(pool);
  let broken: Error | undefined;
  try {
    hooks.begun?.(tx);
    const result = await work(tx);
    await hooks.beforeCommit?.(tx);
    await commit(tx);
    hooks.afterCommit?.(tx);
    for (const action of takeAfterCommit(tx)) action();
    return result;
  } catch (error) {
    await tx.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    hooks.ended?.(tx);
    takeAfterCommit(tx);
    tx.release(broken);
  }
}

/** Begins on a connection that answers: one that died while it lay in the pool is dropped, nothing was asked of it yet. */
async function begin(pool: Pool): Promise<PoolClient> {
  for (let attempt = 1; ; attempt += 1) {
    const tx = await pool.connect();
    try {
      await tx.query('BEGIN');
      return tx;
    } catch (error) {
      tx.release(error as Error);
      if (attempt >= maxAttempts || !isDatabaseUnavailable(error)) throw error;
    }
  }
}

async function commit(tx: PoolClient): Promise<void> {
  let command: string;
  try {
    ({ command } = await tx.query('COMMIT'));
  } catch (error) {
    if (!isDatabaseUnavailable(error) || isRetryable(error)) throw error;
    throw new AppError(
      'database.commit-unknown',
      'unavailable',
      'The connection to the database was lost while committing; whether the change was made is not known. Send it again or read the state first.',
      { retryAfterMs: 1_000 },
      error,
    );
  }
  // COMMIT of a transaction with a failed statement whose error was swallowed answers ROLLBACK.
  if (command === 'ROLLBACK')
    throw new Error('the transaction had failed before COMMIT; an error in it was swallowed');
}
