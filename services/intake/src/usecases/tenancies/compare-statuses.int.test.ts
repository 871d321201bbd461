import type { NewEvent } from '@yuanqu/events';
import { makeTransaction } from '@yuanqu/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@yuanqu/domain';
import {
  closeSettled,
  findMismatches,
  findUnentered,
  listMismatches,
  openTasks,
} from '../../adapters/tenancies/status-mismatches.ts';
import { sendTo } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { registerTestPark } from '../../testing/test-park.ts';
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
  const [letAndEmpty = '', letAndLet = '', freeAndLet = ''] = intake.park.units;
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
  await pool.query(`UPDATE unit SET legal_status = 'let' WHERE code = ANY ($1)`, [[letAndEmpty, letAndLet]]);
  await pool.query(`UPDATE unit SET legal_status = 'vacant' WHERE code = $1`, [freeAndLet]);

  const events: NewEvent[] = [];
  const compare = makeCompareStatuses({
    transaction: makeTransaction(pool),
    append: async (_, some) => void events.push(...some),
    clock: () => new Date('2026-11-27T18:30:00.000Z'),
    findMismatches,
    findUnentered,
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

it('opens one task for all units of a park that are let without any contract, from its first one on or from a day', async () => {
  const { pool } = intake.database;
  const events: NewEvent[] = [];
  let today = '2026-11-27T18:30:00.000Z';
  const compare = makeCompareStatuses({
    transaction: makeTransaction(pool),
    append: async (_, some) => void events.push(...some),
    clock: () => new Date(today),
    findMismatches,
    findUnentered,
    openTasks,
    closeSettled,
  });
  const { code: park, units } = await registerTestPark(pool, { code: 'introduced', units: 4 });
  const [signed, ...others] = units;
  await pool.query(`UPDATE unit SET status = 'let', uscc = $2 WHERE park = $1`, [park, someUscc]);
  expect(await compare()).toEqual({ opened: 0, closed: 0 });

  await pool.query(`UPDATE unit SET legal_status = 'let' WHERE park = $1 AND code = $2`, [park, signed]);
  expect(await compare()).toEqual({ opened: 1, closed: 0 });
  expect(events.at(-1)).toMatchObject({ data: { kind: 'settle-status-mismatch', park, about: park } });
  expect(await compare()).toEqual({ opened: 0, closed: 0 });
  const office = sendTo(intake, { kind: 'person', roles: ['leading-group-office'], parks: '*' });
  expect(await office('GET', `/parks/${park}/status-mismatches`)).toMatchObject({
    body: { count: 3, items: others.map((unit) => ({ unit, why: 'no-contract', seen: someUscc })) },
  });

  await pool.query(`UPDATE park SET contracts_since = '2027-01-01' WHERE code = $1`, [park]);
  expect(await compare()).toEqual({ opened: 0, closed: 1 });
  today = '2027-01-01T18:30:00.000Z';
  expect(await compare()).toEqual({ opened: 1, closed: 0 });
  await pool.query(`UPDATE unit SET legal_status = 'let' WHERE park = $1`, [park]);
  expect(await compare()).toEqual({ opened: 0, closed: 1 });
});

it('opens a task for a unit in which somebody else is seen than who has signed, merged ones aside', async () => {
  const { pool } = intake.database;
  const compare = makeCompareStatuses({
    transaction: makeTransaction(pool),
    append: async () => {},
    clock: () => new Date('2026-11-27T18:30:00.000Z'),
    findMismatches,
    findUnentered,
    openTasks,
    closeSettled,
  });
  const { code: park } = await registerTestPark(pool, { code: 'strangers', units: 2 });
  const tenancy = newId();
  const tenant = '91350503M000000000';
  await pool.query(`UPDATE unit SET status = 'let', legal_status = 'let', uscc = $2 WHERE park = $1`, [
    park,
    tenant,
  ]);
  await pool.query(
    `INSERT INTO chassis.case_file (kind, id, status, park, party, revision, state, opened_at, changed_at)
     VALUES ('tenancy', $1, 'in-force', $2, $3, 1, '{}', now(), now())`,
    [tenancy, park, tenant],
  );
  await pool.query(
    `INSERT INTO unit_tenancy (unit, tenancy) SELECT id, $1 FROM unit WHERE park = $2 AND code = 'A-0001'`,
    [tenancy, park],
  );
  expect(await compare()).toEqual({ opened: 0, closed: 0 });
  await pool.query(`UPDATE unit SET uscc = $2 WHERE park = $1 AND code = 'A-0001'`, [park, someUscc]);
  expect(await compare()).toEqual({ opened: 1, closed: 0 });
  expect(await listMismatches(pool)(park, new Date())).toMatchObject([
    { unit: 'A-0001', why: 'other-tenant', seen: someUscc, signed: tenant, tenancy },
  ]);
  expect(await compare()).toEqual({ opened: 0, closed: 0 });
  await pool.query(`INSERT INTO chassis.party_alias (old, "into") VALUES ($1, $2)`, [someUscc, tenant]);
  expect(await compare()).toEqual({ opened: 0, closed: 1 });
  await pool.query(`DELETE FROM chassis.party_alias WHERE old = $1`, [someUscc]);
});
