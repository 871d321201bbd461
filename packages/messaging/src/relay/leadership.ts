import { setTimeout as delay } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import type { Logger } from 'pino';
import { wakeUpChannel } from '../outbox/wake-ups.ts';

/** The right to publish a service's events, held for as long as this one connection lives. */
export interface Leadership {
  readonly client: Client;
  readonly end: () => Promise<void>;
}

export interface CandidateOptions {
  readonly service: string;
  readonly pool: Pool;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Called when another process says that it committed something, and when the connection is lost. */
  readonly woken: () => void;
}

const standByMs = 1_000;

/**
 * Waits until this process is the service's one relay: stands by while another holds the advisory lock. Rejects when
 * the database is away; resolves with undefined when the signal is aborted first.
 */
export async function becomeLeader(options: CandidateOptions): Promise<Leadership | undefined> {
  const { service, log, signal } = options;
  const client = directConnection(options);
  try {
    await client.connect();
    await client.query(sessionSettings);
    for (let tries = 0; !signal.aborted; tries++) {
      const { rows } = await client.query<{ leads: boolean }>(
        `SELECT pg_try_advisory_lock(hashtext('yuanqu.relay'), hashtext($1)) AS leads`,
        [service],
      );
      if (rows[0]?.leads) {
        await client.query(`LISTEN ${wakeUpChannel}`);
        return { client, end: () => endQuietly(client) };
      }
      if (tries === 0) log.info('another relay of this service works; standing by');
      await delay(standByMs, undefined, { signal }).catch(() => undefined);
    }
    await endQuietly(client);
    return undefined;
  } catch (error) {
    await endQuietly(client);
    throw error;
  }
}

/** A connection outside the pool, to the same database: the lock lives and dies with it. */
function directConnection({ pool, service, woken }: CandidateOptions): Client {
  const { password } = pool.options; // not enumerable there
  const client = new Client({
    ...pool.options,
    ...(password !== undefined && { password }),
    application_name: `yuanqu-${service}-relay`,
    connectionTimeoutMillis: 5_000,
    // a cut network must not leave a query waiting: nobody else could publish meanwhile
    query_timeout: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  });
  client.on('error', woken);
  client.on('end', woken);
  client.on('notification', woken);
  return client;
}

// The server notices a dead relay, and frees its lock, within some eleven seconds. A cursor that a crash of the database
// takes back repeats events and loses none, so its commits need not wait for the disk.
const sessionSettings = `
  SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
  SET synchronous_commit = off`;

const endQuietly = (client: Client): Promise<void> => client.end().catch(() => undefined);
