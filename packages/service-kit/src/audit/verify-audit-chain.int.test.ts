import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../database/migrate.ts';
import { makeTransaction } from '../database/transaction.ts';
import { makeAuditTrail } from './audit-trail.ts';
import { verifyAuditChain } from './verify-audit-chain.ts';

const folder = new URL('../../migrations/', import.meta.url);
const audit = makeAuditTrail(() => new Date());
let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
  await migrate(database.url, [{ schema: 'chassis', folder }], pino({ level: 'silent' }));
});
afterEach(() => database.drop());

const record = (target: string) =>
  makeTransaction(database.pool)((tx) => audit.record(tx, { action: 'counted', resource: 'units', target }));
const tamper = (sql: string) =>
  database.pool.query(
    `SET session_replication_role = replica; ${sql}; SET session_replication_role = DEFAULT`,
  );

it('finds a trail whole, also one written by many at once', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => record(`${i}`)));
  expect(await verifyAuditChain(database.pool)).toEqual({ intact: true, rows: 20n });
});

it('finds an empty trail whole', async () => {
  expect(await verifyAuditChain(database.pool)).toEqual({ intact: true, rows: 0n });
});

it.each([
  [
    'a changed line',
    `UPDATE chassis.audit SET entry = replace(entry, '"target":"3"', '"target":"9"') WHERE sequence = 3`,
    { brokenAt: 3n, reason: 'changed' },
  ],
  ['a missing line', 'DELETE FROM chassis.audit WHERE sequence = 2', { brokenAt: 2n, reason: 'missing' }],
  ['a cut-off end', 'DELETE FROM chassis.audit WHERE sequence > 3', { brokenAt: 4n, reason: 'cut-off' }],
  [
    'a line with a hash of its own',
    `UPDATE chassis.audit SET entry = '{}', hash = sha256(previous || '{}') WHERE sequence = 4`,
    { brokenAt: 5n, reason: 'changed' },
  ],
])('names the first broken row: %s', async (_, sql, verdict) => {
  for (let i = 1; i <= 5; i += 1) await record(`${i}`);
  await tamper(sql);
  expect(await verifyAuditChain(database.pool)).toEqual({ intact: false, ...verdict });
});
