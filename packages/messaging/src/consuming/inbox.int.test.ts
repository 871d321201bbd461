import { eventually, type TestDatabase } from '@yuanqu/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inOwnTransaction } from '../../contract/processes.ts';
import { contractDatabase } from '../../contract/world.ts';
import { type Receipt, receiveOnce } from './inbox.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await contractDatabase('inbox');
});
afterAll(() => database.drop());

test('an event from outside is new once, known when repeated, a conflict with another content', async () => {
  const { pool } = database;
  expect(await receiveOnce(pool, 'bank', 'order-1', '{"paid":true}')).toBe('new');
  expect(await receiveOnce(pool, 'bank', 'order-1', Buffer.from('{"paid":true}'))).toBe('known');
  expect(await receiveOnce(pool, 'bank', 'order-1', '{"paid":false}')).toBe('conflict');
  expect(await receiveOnce(pool, 'platform', 'order-1', '{"paid":false}')).toBe('new');
});

test('of two at once the second waits, and is new only when the first is rolled back', async () => {
  const { pool } = database;
  const receive = async (fate: Promise<void>): Promise<Receipt> => {
    let receipt: Receipt = 'conflict';
    await inOwnTransaction(pool, async (tx) => {
      receipt = await receiveOnce(tx, 'bank', 'order-2', 'x');
      await fate;
    });
    return receipt;
  };
  const { promise: fate, reject: fail } = Promise.withResolvers<void>();
  const first = receive(fate);
  await eventually(async () => (await openTransactions()) === 1);
  const second = receive(Promise.resolve());
  await eventually(async () => (await openTransactions()) === 2);
  fail(new Error('changed its mind'));
  await expect(first).rejects.toThrow('changed its mind');
  expect(await second).toBe('new');
  expect(await receive(Promise.resolve())).toBe('known');
});

test('a rolled back transaction has received nothing', async () => {
  const failing = inOwnTransaction(database.pool, async (tx) => {
    await receiveOnce(tx, 'bank', 'order-3', 'x');
    throw new Error('the effect failed');
  });
  await expect(failing).rejects.toThrow('the effect failed');
  expect(await receiveOnce(database.pool, 'bank', 'order-3', 'x')).toBe('new');
});

async function openTransactions(): Promise<number> {
  const { rows } = await database.pool.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM pg_stat_activity
     WHERE datname = current_database() AND query LIKE 'INSERT INTO messaging.inbox%' AND state <> 'idle'`,
  );
  return rows[0]?.open ?? 0;
}
