import { afterEach, describe, expect, it } from 'vitest';
import { Client, type Pool } from 'pg';
import { eventually } from './eventually.ts';
import { testDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';

const made: TestDatabase[] = [];
const make = async (options?: TestDatabaseOptions) => {
  const database = await testDatabase(options);
  made.push(database);
  return database;
};
afterEach(async () => {
  await Promise.allSettled(made.splice(0).map((database) => database.drop()));
});

describe('testDatabase', () => {
  it('gives a PostgreSQL 18 with room for two workers and their services', async () => {
    const { pool } = await make();
    const { rows } = await pool.query(
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('max_connections')::int as connections`,
    );
    expect(rows).toEqual([{ major: 18, connections: 300 }]);
  });

  it('keeps databases apart', async () => {
    const [one, other] = await Promise.all([make({ prefix: 'intake' }), make({ prefix: 'intake' })]);
    await one.pool.query('create table park (code text)');
    const { rows } = await other.pool.query(`select to_regclass('park') as found`);
    expect(rows).toEqual([{ found: null }]);
    expect(one.url).not.toBe(other.url);
  });

  it('gives a URL that any client can connect with', async () => {
    const { url, pool } = await make({ prefix: 'Odd "name"' });
    const client = new Client({ connectionString: url });
    await client.connect();
    const seen = await client.query('select current_database() as name');
    await client.end();
    expect(seen.rows).toEqual((await pool.query('select current_database() as name')).rows);
  });

  it('removes the database on drop, though somebody is connected, and may be dropped twice', async () => {
    const database = await testDatabase();
    const watcher = await make();
    const stranger = new Client({ connectionString: database.url });
    stranger.on('error', () => undefined);
    await stranger.connect();
    const name = new URL(database.url).pathname.slice(1);
    const there = () => watcher.pool.query('select 1 from pg_database where datname = $1', [name]);
    expect((await there()).rowCount).toBe(1);
    await database.drop();
    await database.drop();
    expect((await there()).rowCount).toBe(0);
  });

  it('says so when a client of the pool was never released', async () => {
    const database = await testDatabase();
    await database.pool.connect();
    await expect(database.drop()).rejects.toThrow(/1 client\(s\) .* never released/);
  });

  it('survives the server cutting its connections', async () => {
    const database = await make();
    const admin = await make();
    const lent = await database.pool.connect();
    await admin.pool.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1`,
      [new URL(database.url).pathname.slice(1)],
    );
    await expect(lent.query('select 1')).rejects.toThrow(/terminat|connection error/i);
    lent.release(true);
    expect(await eventually(async () => (await database.pool.query('select 1')).rowCount)).toBe(1);
  });
});

describe('a template', () => {
  it('is migrated once, whoever asks at once, and copied for each', async () => {
    let migrations = 0;
    const template = {
      key: `once-${process.pid}`,
      migrate: async ({ pool }: { pool: Pool }) => {
        migrations += 1;
        await pool.query(`create table park (code text primary key); insert into park values ('software')`);
      },
    };
    const databases = await Promise.all([make({ template }), make({ template }), make({ template })]);
    await databases[0].pool.query(`insert into park values ('arts')`);
    const counts = await Promise.all(
      databases.map(({ pool }) => pool.query('select count(*)::int from park')),
    );
    expect(counts.map(({ rows }) => rows[0].count)).toEqual([2, 1, 1]);
    expect(migrations).toBe(1);
  });

  it('that fails says why and is tried again from nothing', async () => {
    let attempts = 0;
    const template = {
      key: `fails-once-${process.pid}`,
      migrate: async ({ pool }: { pool: Pool }) => {
        await pool.query('create table half_done ()');
        attempts += 1;
        if (attempts === 1) throw new Error('disk full');
      },
    };
    await expect(make({ template })).rejects.toThrow(/fails-once-.* could not be migrated: .*disk full/);
    const { pool } = await make({ template });
    expect((await pool.query('select * from half_done')).rowCount).toBe(0);
  });

  it('may leave a connection open while it is migrated', async () => {
    const strangers: Client[] = [];
    const template = {
      key: `left-open-${process.pid}`,
      migrate: async ({ url }: { url: string }) => {
        const stranger = new Client({ connectionString: url });
        stranger.on('error', () => undefined);
        await stranger.connect();
        await stranger.query('create table seen ()');
        strangers.push(stranger);
      },
    };
    const { pool } = await make({ template });
    expect((await pool.query('select * from seen')).rowCount).toBe(0);
    expect(strangers).toHaveLength(1);
  });
});
