import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { afterCommit } from './after-commit.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ prefix: 'after_commit' });
  await database.pool.query('CREATE TABLE thing (id int)');
});
afterAll(() => database?.drop());

it('acts when the transaction is visible to others, once', async () => {
  const seen: Promise<number>[] = [];
  const count = async () => (await database.pool.query('SELECT FROM thing')).rowCount ?? 0;
  await inTransaction(database.pool, async (tx) => {
    await tx.query('INSERT INTO thing VALUES (1)');
    afterCommit(tx, () => void seen.push(count()));
    expect(seen).toEqual([]);
  });
  await inTransaction(database.pool, (tx) => tx.query('SELECT 1'));
  expect(await Promise.all(seen)).toEqual([1]);
});

it('forgets what a transaction wanted that was rolled back', async () => {
  const seen: string[] = [];
  const failing = inTransaction(database.pool, async (tx) => {
    afterCommit(tx, () => void seen.push('acted'));
    await tx.query('nonsense');
  });
  await expect(failing).rejects.toThrow('syntax error');
  await inTransaction(database.pool, (tx) => tx.query('SELECT 1'));
  expect(seen).toEqual([]);
});
