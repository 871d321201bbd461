import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aPark, aShortfall } from '../../testing/events.ts';
import { type RunningNotification, runningNotification } from '../../testing/running-notification.ts';

let running: RunningNotification;
const person = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const deputy = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const other = { subject: randomUUID(), roles: ['assessor'] as const };
beforeAll(async () => {
  running = await runningNotification();
  await running.publish(
    anAccount(person.subject, { name: '甲' }),
    anAccount(deputy.subject, { name: '乙', username: 'deputy' }),
    anAccount(other.subject, { roles: ['assessor'], parks: '*' }),
    aPark(),
  );
  await running.settled();
});
afterAll(() => running?.stop());

const body = (change: object = {}) => ({
  deputy: deputy.subject,
  from: new Date(Date.now() - 1_000).toISOString(),
  until: new Date(Date.now() + 86_400_000).toISOString(),
  ...change,
});

describe('a colleague’s absence', () => {
  const administrator = { subject: randomUUID(), roles: ['administrator'] as const };
  const leader = { subject: randomUUID(), roles: ['district-leader'] as const };
  const office = { subject: randomUUID(), roles: ['leading-group-office'] as const };

  it('is entered by the administrator, with a deputy of the next lower role for a role that one person holds alone', async () => {
    await running.publish(
      anAccount(leader.subject, { name: '丁', roles: ['district-leader'], parks: '*' }),
      anAccount(office.subject, {
        name: '戊',
        username: 'office',
        roles: ['leading-group-office'],
        parks: '*',
      }),
    );
    await running.settled();
    const path = `/officials/${leader.subject}`;
    const candidates = await running.call(administrator, 'GET', `${path}/deputy-candidates`);
    expect(candidates.body.items).toEqual([{ id: office.subject, username: 'office', name: '戊' }]);
    expect((await running.call(office, 'GET', `${path}/absences`)).status).toBe(403);
    const given = body({ deputy: office.subject });
    expect((await running.call(office, 'POST', `${path}/absences`, given)).status).toBe(403);
    const added = await running.call(administrator, 'POST', `${path}/absences`, given);
    expect(added.status).toBe(201);
    expect((await running.call(leader, 'GET', '/absences')).body.items).toMatchObject([
      { person: { name: '丁' }, deputy: { name: '戊' } },
    ]);
    const id = String(added.body.items?.[0]?.['id']);
    expect((await running.call(administrator, 'DELETE', `${path}/absences/${id}`)).status).toBe(204);
  });
});

describe('an absence', () => {
  it('is entered with a deputy among the candidates, seen by both, marks what the deputy reads, and ends', async () => {
    const candidates = await running.call(person, 'GET', '/deputy-candidates');
    expect(candidates.body.items).toEqual([{ id: deputy.subject, username: 'deputy', name: '乙' }]);
    const added = await running.call(person, 'POST', '/absences', body());
    expect(added.status).toBe(201);
    expect(added.body.items).toMatchObject([{ person: { name: '甲' }, deputy: { name: '乙' } }]);
    expect((await running.call(deputy, 'GET', '/absences')).body.items).toHaveLength(1);
    await running.publish(aShortfall());
    await running.settled();
    expect((await running.call(deputy, 'GET', '/inbox')).body.items).toMatchObject([{ onBehalfOf: ['甲'] }]);
    expect((await running.call(person, 'GET', '/inbox')).body.items).toMatchObject([{ onBehalfOf: [] }]);
    const path = `/absences/${String(added.body.items?.[0]?.['id'])}`;
    expect((await running.call(deputy, 'DELETE', path)).status).toBe(404);
    expect((await running.call(person, 'DELETE', path)).status).toBe(204);
    expect((await running.call(person, 'GET', '/absences')).body.items).toEqual([]);
  });

  it.each([
    [body({ deputy: other.subject }), 409, 'notification.unsuitable-deputy'],
    [body({ deputy: randomUUID() }), 400, 'notification.unknown-deputy'],
    [body({ until: '2020-01-01T00:00:00Z' }), 400, 'notification.invalid-absence'],
    [body({ from: 'tomorrow' }), 400, undefined],
  ])('%j is refused: %i %s', async (given, status, code) => {
    const refused = await running.call(person, 'POST', '/absences', given);
    expect(refused.status).toBe(status);
    expect(code === undefined || refused.body['code'] === code).toBe(true);
  });
});
