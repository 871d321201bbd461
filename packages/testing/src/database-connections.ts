import { Client, Pool } from 'pg';

/** The same server, another database. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Ten connections that may be cut, idle or lent: without listeners, either would end the process. */
export function quietPool(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 10, application_name: 'test' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Runs work on one connection of its own to the server's `postgres` database, as superuser. */
export async function withAdminClient<T>(server: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: server, application_name: 'test-admin' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
