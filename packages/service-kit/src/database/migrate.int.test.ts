import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseNameOf, replaceDatabase } from '../config/database-url.ts';
import { ensureDatabase, withClient } from './ensure-database.ts';
import { migrate } from './migrate.ts';

const log = pino({ level: 'silent' });
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  [database, folder] = await Promise.all([testDatabase(), mkdtemp(join(tmpdir(), 'migrations-'))]);
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const write = async (name: string, sql: string): Promise<void> => {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
};
const run = (schema = 'public'): Promise<void> =>
  migrate(database.url, [{ schema, folder: pathToFileURL(folder) }], log);
const applied = async (schema = 'public') =>
  (
    await database.pool.query<{ migration_name: string; finished: boolean }>(
      `SELECT migration_name, finished_at IS NOT NULL AND started_at IS NOT NULL AS finished FROM ${schema}._prisma_migrations ORDER BY migration_name`,
    )
  ).rows;

describe('migrate', () => {
  it('applies files of many statements in the order of their names, once', async () => {
    await write(
      '20260102_second',
      "ALTER TABLE thing ADD note text; UPDATE thing SET note = 'a; b'; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;",
    );
    await write('20260101_first', 'CREATE TABLE thing (id int); INSERT INTO thing VALUES (1);');
    await run();
    await run();
    expect(await applied()).toEqual([
      { migration_name: '20260101_first', finished: true },
      { migration_name: '20260102_second', finished: true },
    ]);
    expect((await database.pool.query('SELECT * FROM thing')).rows).toEqual([{ id: 1, note: 'a; b' }]);
  });

  it('lets instances that start at once wait for one another', async () => {
    await write('20260101_first', 'CREATE TABLE thing (id int); SELECT pg_sleep(0.1);');
    await Promise.all([run(), run(), run()]);
    expect(await applied()).toHaveLength(1);
  });

  it('puts tables and its own memory into the schema of the source', async () => {
    await write('20260101_first', 'CREATE TABLE thing (id int);');
    await run('side');
    expect(await applied('side')).toHaveLength(1);
    expect((await database.pool.query("SELECT to_regclass('side.thing') IS NOT NULL AS there")).rows).toEqual(
      [{ there: true }],
    );
  });

  it('refuses a file that was changed after it had been applied, by name', async () => {
    await write('20260101_first', 'CREATE TABLE thing (id int);');
    await run();
    await write('20260101_first', 'CREATE TABLE thing (id bigint);');
    await expect(run()).rejects.toThrow(
      'migration 20260101_first (schema public) was changed after it had been applied: restore the file',
    );
  });

  it('leaves nothing of a file that fails, and goes on when it has been put right', async () => {
    await write('20260101_first', 'CREATE TABLE thing (id int); SELECT 1 / 0;');
    await expect(run()).rejects.toThrow('migration 20260101_first failed: division by zero');
    expect(await applied()).toEqual([]);
    await write('20260101_first', 'CREATE TABLE thing (id int);');
    await run();
    expect(await applied()).toHaveLength(1);
  });

  it('refuses a database that another tool left half migrated', async () => {
    await write('20260101_first', 'CREATE TABLE thing (id int);');
    await run();
    await database.pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(run()).rejects.toThrow('prisma migrate resolve');
  });
});

describe('ensureDatabase', () => {
  it('creates what is missing, however many ask at once, and leaves what is there', async () => {
    const name = `${databaseNameOf(database.url)}_made`;
    const url = replaceDatabase(database.url, name);
    await Promise.all([ensureDatabase(url, log), ensureDatabase(url, log), ensureDatabase(url, log)]);
    await ensureDatabase(url, log);
    const { rows } = await withClient(url, (client) => client.query('SELECT current_database() AS name'));
    expect(rows).toEqual([{ name }]);
    await database.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });
});
