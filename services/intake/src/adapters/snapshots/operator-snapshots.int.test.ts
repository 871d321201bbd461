import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { operatorSnapshots } from './operator-snapshots.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(() => intake?.stop());

it('tells the contracts of the revision that it waited for', async () => {
  const { pool } = intake.database;
  const [changing, telling] = [await pool.connect(), await pool.connect()];
  try {
    await changing.query('BEGIN');
    await changing.query('UPDATE operator SET revision = revision + 1');
    await changing.query(`UPDATE operator_contract SET until_at = '2030-01-01'`);
    await telling.query('BEGIN');
    const told = operatorSnapshots.next(telling, {
      after: undefined,
      limit: 10,
      time: new Date(),
      context: {},
    });
    await eventually(async () => {
      const { rows } = await pool.query(`SELECT FROM pg_locks WHERE NOT granted`);
      return rows.length > 0;
    });
    await changing.query('COMMIT');
    const { events } = await told;
    expect(events).toMatchObject([
      { revision: 2, data: { contracts: [{ until: '2030-01-01T00:00:00.000Z' }] } },
    ]);
  } finally {
    await telling.query('ROLLBACK');
    changing.release();
    telling.release();
  }
});
