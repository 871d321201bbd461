import type { Socket } from 'node:net';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPool } from './create-pool.ts';
import { isDatabaseUnavailable } from './sql-state.ts';
import { makeTransaction, type Transaction } from './transaction.ts';

const log = pino({ level: 'silent' });
let database: TestDatabase;
let pool: Pool;
let transaction: Transaction;

beforeAll(async () => {
  database = await testDatabase();
  pool = createPool({ url: database.url, service: 'sample', max: 5, log });
  transaction = makeTransaction(pool);
  await pool.query('CREATE TABLE account (id int PRIMARY KEY, fen int NOT NULL)');
});
beforeEach(() => pool.query('TRUNCATE account; INSERT INTO account VALUES (1, 100), (2, 100)'));
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const balances = async () =>
  (await pool.query<{ fen: number }>('SELECT fen FROM account ORDER BY id')).rows.map(({ fen }) => fen);
const cut = (pid: number) => database.pool.query('SELECT pg_terminate_backend($1)', [pid]);
const pidOf = async (tx: Pick<Pool, 'query'>) =>
  (await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;

describe('transaction', () => {
  it('commits what the work did and answers with its result', async () => {
    const done = await transaction(async (tx) => {
      await tx.query('UPDATE account SET fen = 0 WHERE id = 1');
      return 'done';
    });
    expect([done, await balances()]).toEqual(['done', [0, 100]]);
  });

  it('undoes everything when the work throws', async () => {
    const failing = transaction(async (tx) => {
      await tx.query('UPDATE account SET fen = 0');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await balances()).toEqual([100, 100]);
  });

  it('is run again when two of them deadlock', async () => {
    const bothHoldOne = barrier(2);
    let attempts = 0;
    const move = (from: number, to: number) =>
      transaction(async (tx) => {
        attempts += 1;
        await tx.query('UPDATE account SET fen = fen - 10 WHERE id = $1', [from]);
        await bothHoldOne();
        await tx.query('UPDATE account SET fen = fen + 10 WHERE id = $1', [to]);
      });
    await Promise.all([move(1, 2), move(2, 1)]);
    expect(attempts).toBe(3);
    expect(await balances()).toEqual([100, 100]);
  });

  it('gives up after four attempts', async () => {
    let attempts = 0;
    const failing = transaction(async () => {
      attempts += 1;
      throw Object.assign(new Error('could not serialize'), { code: '40001' });
    });
    await expect(failing).rejects.toThrow('could not serialize');
    expect(attempts).toBe(4);
  });

  it('takes another connection when the one from the pool turns out to be dead', async () => {
    const idle = await pool.connect();
    idle.release();
    // Lost, and the pool has not heard of it yet: that takes until the next turn of the event loop.
    (idle as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
    let attempts = 0;
    const count = transaction(async (tx) => {
      attempts += 1;
      return (await tx.query<{ fen: number }>('SELECT fen FROM account WHERE id = 1')).rows[0]?.fen;
    });
    expect([await count, attempts]).toEqual([100, 1]);
  });

  it('fails, and nothing else does, when the server cuts its connection', async () => {
    const failing = transaction(async (tx) => {
      await cut(await pidOf(tx));
      await tx.query('SELECT 1');
    });
    await expect(failing).rejects.toSatisfy(isDatabaseUnavailable);
    expect(await balances()).toEqual([100, 100]);
  });

  it('says that the outcome is unknown when the connection is lost during COMMIT', async () => {
    // a deferred trigger runs inside COMMIT and ends its own connection there
    await pool.query(`CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER cut_off AFTER UPDATE ON account DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.fen = 7) EXECUTE FUNCTION cut_off()`);
    const committing = transaction((tx) => tx.query('UPDATE account SET fen = 7 WHERE id = 1'));
    await expect(committing).rejects.toMatchObject({ code: 'database.commit-unknown', kind: 'unavailable' });
  });

  it('does not call a transaction committed whose failure was swallowed', async () => {
    const swallowing = transaction(async (tx) => {
      await tx.query('UPDATE account SET fen = 0');
      await tx.query('SELECT 1 / 0').catch(() => {});
    });
    await expect(swallowing).rejects.toThrow('swallowed');
    expect(await balances()).toEqual([100, 100]);
  });
});

describe('the pool', () => {
  it('bounds statements and transactions', async () => {
    const names = [
      'statement_timeout',
      'transaction_timeout',
      'idle_in_transaction_session_timeout',
      'lock_timeout',
    ];
    const { rows } = await pool.query(
      'SELECT name, setting FROM pg_settings WHERE name = ANY($1) ORDER BY name',
      [names],
    );
    expect(rows).toEqual([
      { name: 'idle_in_transaction_session_timeout', setting: '5000' },
      { name: 'lock_timeout', setting: '6000' },
      { name: 'statement_timeout', setting: '8000' },
      { name: 'transaction_timeout', setting: '15000' },
    ]);
  });

  it('survives the loss of its idle connections', async () => {
    await Promise.all([1, 2, 3].map(() => pool.query('SELECT pg_sleep(0.01)')));
    await database.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'yuanqu-sample'",
    );
    await expect
      .poll(
        () =>
          pool.query('SELECT 1 AS one').then(
            ({ rows }) => rows,
            () => 'not yet',
          ),
        { timeout: 2_000 },
      )
      .toEqual([{ one: 1 }]);
  });
});

/** Lets the first so many callers go on together; later ones pass. */
function barrier(expected: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived >= expected) resolve();
    return promise;
  };
}
