import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aPark, aTask } from '../../testing/events.ts';
import { type RunningNotification, runningNotification } from '../../testing/running-notification.ts';

let running: RunningNotification;
const operator = { subject: randomUUID(), roles: ['park-operator'] as const, parks: ['software'] };
const taskForce = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const office = { subject: randomUUID(), roles: ['leading-group-office'] as const };
beforeAll(async () => {
  running = await runningNotification();
  await running.publish(anAccount(operator.subject, { roles: ['park-operator'] }), aPark());
  await running.settled();
});
afterAll(() => running?.stop());

const schedule = {
  quietHours: { from: '22:00', until: '07:30' },
  digest: { times: ['08:30', '17:30'], below: 'warning', workingDaysOnly: true },
};

describe('a person’s schedule', () => {
  it('begins with nothing held back, and is set with the revision seen', async () => {
    expect((await running.call(operator, 'GET', '/schedule')).body).toEqual({
      quietHours: null,
      digest: null,
      nextDigestAt: null,
      revision: 0,
    });
    const set = await running.call(operator, 'PUT', '/schedule', schedule, { 'if-match': '"0"' });
    expect(set.body).toMatchObject({ ...schedule, revision: 1 });
    expect(set.body['nextDigestAt']).toMatch(/T(00:30|09:30):00.000Z$/);
    expect(
      (await running.call(operator, 'PUT', '/schedule', schedule, { 'if-match': '"0"' })).body,
    ).toMatchObject({
      code: 'notification.schedule-changed',
    });
    expect((await running.call(operator, 'PUT', '/schedule', schedule)).status).toBe(428);
  });

  it.each([
    [{ ...schedule, quietHours: { from: '8:30', until: '07:30' } }, '/quietHours/from'],
    [{ ...schedule, quietHours: { from: '24:00', until: '07:30' } }, '/quietHours/from'],
    [{ ...schedule, digest: { ...schedule.digest, times: [] } }, '/digest/times'],
    [{ ...schedule, digest: { ...schedule.digest, times: ['23:00'] } }, '/digest/times/0'],
    [{ ...schedule, digest: { ...schedule.digest, below: 'info' } }, '/digest'],
  ])('%j is refused at %s', async (body, pointer) => {
    const refused = await running.call(operator, 'PUT', '/schedule', body, { 'if-match': '"1"' });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body['errors'])).toContain(pointer);
  });

  it('shows in the ledger what waits for the digest', async () => {
    const rule = {
      eventType: 'cn.yuanqu.intake.task.opened',
      minSeverity: 'info',
      park: 'software',
      role: 'park-operator',
      channels: ['email'],
      enabled: true,
    };
    await running.call(office, 'POST', '/rules', rule);
    await running.publish(aTask());
    await running.settled();
    const { body } = await running.call(operator, 'GET', '/deliveries?channel=email');
    expect(body.items).toMatchObject([{ state: 'gathered', batchId: null }]);
    expect((await running.call(operator, 'GET', '/schedule')).body['nextDigestAt']).toBe(
      body.items?.[0]?.['dueAt'],
    );
  });
});

it('a chat’s schedule is set by who runs the chat', async () => {
  const robot = {
    kind: 'wecom',
    name: '演示群',
    park: 'software',
    role: 'task-force',
    token: randomUUID(),
  };
  const { body } = await running.call(taskForce, 'POST', '/robots', robot);
  const path = `/robots/${String(body['id'])}/schedule`;
  const set = await running.call(taskForce, 'PUT', path, schedule, { 'if-match': '"0"' });
  expect(set.body).toMatchObject({ ...schedule, revision: 1 });
  expect((await running.call(operator, 'GET', path)).body).toMatchObject({
    code: 'notification.unknown-robot',
  });
});
