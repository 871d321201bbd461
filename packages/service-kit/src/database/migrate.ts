import { randomUUID } from 'node:crypto';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { Logger } from 'pino';
import { withClient } from './ensure-database.ts';
import { type MigrationFile, readMigrations } from './migration-files.ts';

/** A folder of migrations and the schema whose `_prisma_migrations` remembers them. */
export interface MigrationSource {
  readonly schema: string;
  readonly folder: URL;
}

/**
 * Brings the database up to date, one source after the other, under the advisory lock that Prisma's own CLI takes, so
 * that instances starting at once, or a `prisma migrate deploy`, wait for one another. Throws MigrationError when an
 * applied file was changed or a file fails; a failed file leaves nothing behind.
 */
export async function migrate(url: string, sources: readonly MigrationSource[], log: Logger): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(`SET lock_timeout = '60s'`);
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    for (const source of sources) await applySource(client, source, log);
  });
}

/** A start that cannot go on because code and database don't fit; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

// schema-engine's own key: https://www.prisma.io/docs/orm/prisma-migrate/workflows/development-and-production#advisory-locking
const prismaLock = 72707369;

async function applySource(client: Client, source: MigrationSource, log: Logger): Promise<void> {
  const schema = escapeIdentifier(source.schema);
  const files = await readMigrations(source.folder);
  await client.query(createTable(schema));
  await client.query(`SET search_path = ${schema}`);
  const applied = await readApplied(client, schema);
  refuseChanged(source, files, applied);
  for (const file of files) {
    if (applied.has(file.name)) continue;
    const startedAt = performance.now();
    await apply(client, schema, file);
    log.info(
      { schema: source.schema, migration: file.name, ms: Math.round(performance.now() - startedAt) },
      'migration applied',
    );
  }
}

// Column by column as Prisma creates it, so that `prisma migrate status` reads it.
const createTable = (schema: string): string => `
  CREATE SCHEMA IF NOT EXISTS ${schema};
  CREATE TABLE IF NOT EXISTS ${schema}._prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

async function readApplied(client: Client, schema: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM ${schema}._prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const failed = rows.find((row) => !row.finished);
  if (failed) {
    throw new MigrationError(
      `migration ${failed.migration_name} failed earlier and left the database half changed: put it right, then run \`prisma migrate resolve\``,
    );
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function refuseChanged(
  source: MigrationSource,
  files: readonly MigrationFile[],
  applied: ReadonlyMap<string, string>,
): void {
  const changed = files.find((file) => applied.has(file.name) && applied.get(file.name) !== file.checksum);
  if (changed) {
    throw new MigrationError(
      `migration ${changed.name} (schema ${source.schema}) was changed after it had been applied: restore the file and put the change into a new migration`,
    );
  }
}

/** The file goes as one query, together with its row: after a crash it is either applied and remembered, or neither. */
async function apply(client: Client, schema: string, file: MigrationFile): Promise<void> {
  const remember = `INSERT INTO ${schema}._prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
    VALUES ('${randomUUID()}', '${file.checksum}', clock_timestamp(), ${escapeLiteral(file.name)}, 1)`;
  try {
    await client.query('BEGIN');
    await client.query(file.sql);
    await client.query(remember);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new MigrationError(
      `migration ${file.name} failed: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
