import { createHash } from 'node:crypto';
import type { Client, Pool } from 'pg';
import { databaseUrl, quietPool, withAdminClient } from './database-connections.ts';

/** What tests' databases are copied from: `migrate` fills it once per test run, however many workers ask. */
export interface DatabaseTemplate {
  /** Names the content: within a run, the same key must always mean the same `migrate`. */
  readonly key: string;
  readonly migrate: (database: { readonly url: string; readonly pool: Pool }) => Promise<unknown>;
}

/**
 * The name of the template's database, which is made if this run has none yet. Workers that ask at once wait for the
 * first; one that fails half-way leaves nothing that another would take for whole.
 */
export async function ensureTemplate(server: string, template: DatabaseTemplate): Promise<string> {
  const digest = createHash('sha256').update(template.key).digest('hex').slice(0, 16);
  const name = `template_${digest}`;
  await withAdminClient(server, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await buildTemplate(server, admin, name, template);
  });
  return name;
}

async function buildTemplate(
  server: string,
  admin: Client,
  name: string,
  template: DatabaseTemplate,
): Promise<void> {
  const building = `${name}_building`;
  await admin.query(`drop database if exists ${building} with (force)`);
  await admin.query(`create database ${building} template template0 strategy file_copy`);
  const url = databaseUrl(server, building);
  const pool = quietPool(url);
  try {
    await template.migrate({ url, pool });
  } catch (cause) {
    throw new Error(`the template ${template.key} could not be migrated: ${String(cause)}`, { cause });
  } finally {
    await pool.end();
  }
  // a database can neither be renamed nor copied while somebody is connected; a migration's connection may still be closing
  await admin.query(`alter database ${building} allow_connections false`);
  await admin.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [
    building,
  ]);
  await admin.query(`alter database ${building} rename to ${name}`);
}
