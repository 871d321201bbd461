import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeForgetUpdateIds } from '../usecases/forget-update-ids.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { purgeUpdateIds } from './purge-update-ids.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(() => intake?.stop());

it('forgets the ids of updates that would be too old by now, chunk by chunk, and no others', async () => {
  const { pool } = intake.database;
  await pool.query(
    `INSERT INTO settled_update (operator, update_id, content_hash, settled_at)
     SELECT 'op', 'old ' || n, '\\x00'::bytea, '2025-10-22T11:59:59Z'::timestamptz FROM generate_series(1, 12000) AS n
     UNION ALL SELECT 'op', 'kept ' || n, '\\x00'::bytea, '2025-10-22T12:00:00Z'::timestamptz FROM generate_series(1, 10) AS n`,
  );
  const forget = makeForgetUpdateIds(
    (before, signal) => purgeUpdateIds(pool, before, signal),
    () => new Date('2026-11-23T12:00:00Z'),
  );
  expect(await forget(new AbortController().signal)).toBe(12_000);
  const { rows } = await pool.query('SELECT count(*)::int AS n FROM settled_update');
  expect(rows).toEqual([{ n: 10 }]);
});
