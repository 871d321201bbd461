import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPool } from '../database/create-pool.ts';
import { makeTransaction } from '../database/transaction.ts';
import type { Jobs } from './jobs.ts';
import { pgBossJobs } from './pg-boss-jobs.ts';

const log = pino({ level: 'silent' });
const patience = { timeout: 20_000, interval: 50 };
let database: TestDatabase;
let pool: Pool;
let jobs: Jobs;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => {
  pool = createPool({ url: database.url, service: 'sample', max: 5, log });
  jobs = pgBossJobs(pool, log);
});
afterEach(async () => {
  await jobs.stop();
  await pool.end();
});
afterAll(() => database?.drop());

const schemaExists = async () =>
  (await database.pool.query("SELECT to_regnamespace('pgboss') IS NOT NULL AS there")).rows[0]
    ?.there as boolean;

describe('jobs', () => {
  it('touch nothing until they are used', async () => {
    await jobs.stop();
    expect(await schemaExists()).toBe(false);
  });

  it('are done with the data they were sent with', async () => {
    const done: unknown[] = [];
    await jobs.work('greet', async (data) => void done.push(data));
    await jobs.send('greet', { name: '园区' });
    await expect.poll(() => done, patience).toEqual([{ name: '园区' }]);
  });

  it('follow one another without waiting for the next poll', async () => {
    let done = 0;
    for (let i = 0; i < 40; i += 1) await jobs.send('quick', { i });
    const startedAt = Date.now();
    await jobs.work('quick', async () => void (done += 1), { concurrency: 2 });
    await expect.poll(() => done, patience).toBe(40);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });

  it('exist only if the transaction that sent them commits', async () => {
    const transaction = makeTransaction(pool);
    const done: unknown[] = [];
    const undone = transaction(async (tx) => {
      await jobs.send('pay', { fen: 1 }, { tx });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await transaction((tx) => jobs.send('pay', { fen: 2 }, { tx }));
    await jobs.work('pay', async (data) => void done.push(data));
    await expect.poll(() => done, patience).toEqual([{ fen: 2 }]);
  });

  it('are tried again when they fail', async () => {
    let attempts = 0;
    await jobs.work('flaky', async () => {
      attempts += 1;
      if (attempts < 2) throw new Error('not yet');
    });
    await jobs.send('flaky', {});
    await expect.poll(() => attempts, patience).toBe(2);
  });

  it('wait until it is their time', async () => {
    const done: number[] = [];
    const startAfter = new Date(Date.now() + 1_500);
    await jobs.work('later', async () => void done.push(Date.now()));
    await jobs.send('later', {}, { startAfter });
    await expect.poll(() => done.length, patience).toBe(1);
    expect(done[0]).toBeGreaterThanOrEqual(startAfter.getTime() - 50);
  });

  it('wait once per singleton key', async () => {
    const options = { singletonKey: 'software', startAfter: new Date(Date.now() + 60_000) };
    const sent = [
      await jobs.send('recompute', {}, options),
      await jobs.send('recompute', {}, options),
      await jobs.send('recompute', {}, { ...options, singletonKey: 'other' }),
    ];
    expect(sent.map((id) => id !== undefined)).toEqual([true, false, true]);
  });

  it('of a process that was killed are taken up by another within 30 seconds', async () => {
    await jobs.send('orphaned', {});
    // what a kill leaves behind: a job fetched and never heard of again
    const fetched = await database.pool.query(
      `UPDATE pgboss.job SET state = 'active', started_on = now(), heartbeat_on = now() WHERE name = 'orphaned' AND state = 'created' RETURNING id`,
    );
    expect(fetched.rowCount).toBe(1);
    const startedAt = Date.now();
    const done: number[] = [];
    await jobs.work('orphaned', async () => void done.push(Date.now() - startedAt));
    await expect.poll(() => done.length, { timeout: 40_000, interval: 200 }).toBe(1);
    expect(done[0]).toBeLessThan(30_000);
  });

  it('that are scheduled are run at their time', async () => {
    let ran = 0;
    await jobs.schedule({ name: 'every-minute', cron: '* * * * *', run: async () => void (ran += 1) });
    const { rows } = await database.pool.query('SELECT name, cron, timezone FROM pgboss.schedule');
    expect(rows).toEqual([{ name: 'every-minute', cron: '* * * * *', timezone: 'Asia/Shanghai' }]);
    await jobs.send('every-minute', {});
    await expect.poll(() => ran, patience).toBeGreaterThan(0);
  });
});
