import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { readMigrations } from '../../../packages/service-kit/src/database/migration-files.ts';

/** A folder of migrations as the schema engine wants to be told of it. */
export async function migrationListOf(folder: URL): Promise<MigrationList> {
  const lockfile = 'migration_lock.toml';
  const files = await readMigrations(folder);
  return {
    baseDir: fileURLToPath(folder),
    lockfile: {
      path: lockfile,
      content: await readFile(new URL(lockfile, folder), 'utf8').catch(() => null),
    },
    shadowDbInitScript: '',
    migrationDirectories: files.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}
