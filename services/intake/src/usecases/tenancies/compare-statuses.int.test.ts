import type { NewEvent } from '@yuanqu/events';
import { makeTransaction } from '@yuanqu/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeSettled, findMismatches, openTasks } from '../../adapters/tenancies/status-mismatches.ts';
import { sendTo } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { anUpdate, someUscc } from '../../testing/updates.ts';
import { makeCompareStatuses } from './compare-statuses.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
});
afterAll(() => intake?.stop());

it('opens a task for each unit that is not what its contract says, once, and closes it when it is again', async () => {
  const { pool } = intake.database;
  const system = sendTo(intake);
  const [letAndEmpty = '', letAndLet = '', freeAndLet = '', unknown = ''] = intake.park.units;
  const observe = (unit: string, status: string) =>
    system('POST', '/occupancy', [
      anUpdate(intake.park, {
        unit,
        status,
        ...(status === 'let' && { uscc: someUscc }),
        observedAt: new Date().toISOString(),
      }),
    ]);
  await observe(letAndEmpty, 'vacant');
  await observe(letAndLet, 'let');
  await observe(freeAndLet, 'let');
  await observe(unknown, 'let');
  await pool.query(`UPDATE unit SET legal_status = 'let' WHERE code = ANY ($1)`, [[letAndEmpty, letAndLet]]);
  await pool.query(`UPDATE unit SET legal_status = 'vacant' WHERE code = $1`, [freeAndLet]);

  const events: NewEvent[] = [];
  const compare = makeCompareStatuses({
    transaction: makeTransaction(pool),
    append: async (_, some) => void events.push(...some),
    clock: () => new Date('2026-11-27T18:30:00.000Z'),
    findMismatches,
    openTasks,
    closeSettled,
  });
  expect(await Promise.all([compare(), compare()])).toSatisfy(
    (runs: readonly { opened: number }[]) => runs.reduce((sum, { opened }) => sum + opened, 0) === 2,
  );
  expect(await compare()).toEqual({ opened: 0, closed: 0 });
  expect(events.map(({ data }) => data)).toEqual(
    expect.arrayContaining(
      [letAndEmpty, freeAndLet].map((about) => ({
        kind: 'settle-status-mismatch',
        park: 'software',
        about,
        dueAt: '2026-12-04T16:00:00.000Z',
      })),
    ),
  );

  await observe(letAndEmpty, 'let');
  expect(await compare()).toEqual({ opened: 0, closed: 1 });
  expect(events.at(-1)).toMatchObject({ revision: 2, data: { about: letAndEmpty } });
});
