import { randomBytes } from 'node:crypto';
import { escapeIdentifier, type Pool } from 'pg';
import { databaseUrl, quietPool, withAdminClient } from './database-connections.ts';
import { ensureTemplate, type DatabaseTemplate } from './database-template.ts';
import { addressOfPart } from './parts/ask-for-part.ts';

export interface TestDatabase {
  /** A connection string that pg and Prisma read; over a unix socket where PostgreSQL is native. */
  readonly url: string;
  /** A connection that the server cuts fails the next query on it and nothing else. */
  readonly pool: Pool;
  /** Ends the pool and drops the database, cutting other connections to it. Throws if clients of the pool leaked. */
  readonly drop: () => Promise<void>;
}

export interface TestDatabaseOptions {
  /** Start of the database's name, to recognise it by. */
  readonly prefix?: string;
  /** Copy this instead of an empty database. */
  readonly template?: DatabaseTemplate;
}

/** A fresh database on the run's PostgreSQL. Drop it in `afterAll` or `afterEach`; the run's end removes it too. */
export async function testDatabase({
  prefix = 'test',
  template,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await addressOfPart('postgres');
  const name = `${prefix.slice(0, 40)}_${randomBytes(6).toString('hex')}`;
  const source = template ? await ensureTemplate(server, template) : 'template0';
  await withAdminClient(server, (admin) =>
    // copying files beats replaying them through the log: nothing here has to survive a crash
    admin.query(`create database ${escapeIdentifier(name)} template ${source} strategy file_copy`),
  );
  const url = databaseUrl(server, name);
  const pool = quietPool(url);
  return { url, pool, drop: () => dropDatabase(server, name, pool) };
}

async function dropDatabase(server: string, name: string, pool: Pool): Promise<void> {
  const leaked = await endPool(pool);
  await withAdminClient(server, (admin) =>
    admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`),
  );
  if (leaked > 0) throw new Error(`${leaked} client(s) of the pool of ${name} were never released`);
}

/** How many clients had not come back after 2 s: a pool waits for them without end. */
async function endPool(pool: Pool): Promise<number> {
  const patience = Promise.withResolvers<number>();
  const timer = setTimeout(() => patience.resolve(pool.totalCount), 2_000);
  const ended = pool.ended ? Promise.resolve() : pool.end();
  const leaked = await Promise.race([ended.then(() => 0), patience.promise]);
  clearTimeout(timer);
  return leaked;
}
