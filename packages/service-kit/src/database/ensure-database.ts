import { Client, escapeIdentifier } from 'pg';
import type { Logger } from 'pino';
import { databaseNameOf, replaceDatabase } from '../config/database-url.ts';
import { sqlStateOf } from './sql-state.ts';

/**
 * Creates the database that the URL names if the server doesn't have it, as in the demo and under compose, where nobody
 * does so by hand. Services that start at once on one database don't disturb each other.
 */
export async function ensureDatabase(url: string, log: Logger): Promise<void> {
  try {
    await withClient(url, async () => {});
  } catch (error) {
    if (sqlStateOf(error) !== invalidCatalogName) throw error;
    await createDatabase(url);
    log.info({ database: databaseNameOf(url) }, 'database created');
  }
}

const invalidCatalogName = '3D000';
const alreadyThere = new Set(['42P04', '23505']);

async function createDatabase(url: string): Promise<void> {
  const name = databaseNameOf(url);
  await withClient(replaceDatabase(url, 'postgres'), async (client) => {
    try {
      // template0: nobody is ever connected to it, so concurrent starts don't fail with "is being accessed by other users".
      await client.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`);
    } catch (error) {
      if (!alreadyThere.has(sqlStateOf(error) ?? '')) throw error;
    }
  });
}

/** Runs the work on a connection outside any pool, without the pool's timeouts. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'yuanqu-start',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {}); // the query in hand rejects with it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
