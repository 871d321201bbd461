import type { Logger } from 'pino';
import { Pool } from 'pg';

export interface PoolOptions {
  readonly url: string;
  readonly service: string;
  readonly max: number;
  readonly log: Logger;
}

/**
 * The one pool of a service. Every statement and transaction on it is bounded, so that a stuck one can neither hold
 * locks nor outlive a consumer's session (10 s); lost connections are logged and replaced, never thrown.
 */
export function createPool({ url, service, max, log }: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: `yuanqu-${service}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 8_000,
    lock_timeout: 6_000,
    idle_in_transaction_session_timeout: 5_000,
    // There is no option of its own for it; it bounds the transaction as a whole since PostgreSQL 17.
    options: '-c transaction_timeout=15s',
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  // A checked-out client has no listener of the pool's: without this one a cut connection would end the process.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.debug({ err: error }, 'a database connection was lost')),
  );
  return pool;
}
