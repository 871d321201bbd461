import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NotificationDatabase, notificationDatabase } from '../testing/notification-database.ts';
import { parkedObligations } from './acknowledgement/obligation-sweep.ts';
import { parkedDigests } from './schedule/digest-sweep.ts';

let database: NotificationDatabase;
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());

it('lists what digests and escalations left lying, and knows what is not among it', async () => {
  const unknown = '01a20abf-bca7-7000-9d2d-d1be71788f3c';
  for (const parked of [parkedDigests(database.pool), parkedObligations(database.pool)]) {
    expect(await parked.list(10)).toEqual([]);
    expect(await parked.count()).toBe(0);
    expect(await parked.free(unknown)).toBe(false);
  }
  await database.pool.query(
    `INSERT INTO obligation (event_id, parks, steps, role, roles, first_due_at, due_at, opened_at, overdue_since, sweep_at, parked_until, stuck_because)
     VALUES ($1, '{software}', '[]', 'task-force', '{task-force}', now(), now(), now(), now(), now(), now(), 'a bug')`,
    [unknown],
  );
  const obligations = parkedObligations(database.pool);
  expect(await obligations.list(10)).toMatchObject([{ id: unknown, park: 'software', because: 'a bug' }]);
  expect(await obligations.free(unknown)).toBe(true);
  expect(await obligations.count()).toBe(0);
});
