import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aPark, aShortfall } from '../../testing/events.ts';
import { type RunningNotification, runningNotification } from '../../testing/running-notification.ts';

let running: RunningNotification;
const taskForce = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const operator = { subject: randomUUID(), roles: ['park-operator'] as const, parks: ['software'] };
const office = { subject: randomUUID(), roles: ['leading-group-office'] as const };
const shortfalls = [aShortfall(), aShortfall(), aShortfall({ park: 'ip' })];
beforeAll(async () => {
  running = await runningNotification();
  await running.publish(
    anAccount(taskForce.subject),
    anAccount(operator.subject, { roles: ['park-operator'], name: '演示运营' }),
    aPark(),
  );
  await running.settled();
  await running.publish(...shortfalls);
  await running.settled();
});
afterAll(() => running?.stop());

describe('the list of what waits', () => {
  it('shows a task force its own parks, page by page, and the office everything', async () => {
    const first = await running.call(taskForce, 'GET', '/supervision?state=open&limit=1');
    expect(first.body.items).toMatchObject([
      { role: 'park-operator', owner: { name: '演示运营' }, nextRole: 'task-force', overdue: false },
    ]);
    const cursor = String(first.body['nextCursor']);
    const second = await running.call(taskForce, 'GET', `/supervision?state=open&limit=1&cursor=${cursor}`);
    expect(second.body.items).toHaveLength(1);
    expect(second.body['nextCursor']).toBeUndefined();
    expect((await running.call(office, 'GET', '/supervision?state=open')).body.items).toHaveLength(3);
    expect((await running.call(office, 'GET', '/supervision')).body.items).toEqual([]);
    expect((await running.call(taskForce, 'GET', '/supervision?park=ip')).status).toBe(403);
  });

  it('shows a matter with its history, and that it was acknowledged in the inbox', async () => {
    const { body } = await running.call(operator, 'GET', '/inbox?limit=500');
    const message = body.items?.find(({ eventId }) => eventId === shortfalls[0]?.id);
    expect(
      (await running.call(operator, 'POST', `/inbox/${String(message?.['id'])}/acknowledge`)).status,
    ).toBe(200);
    const matter = await running.call(taskForce, 'GET', `/supervision/${shortfalls[0]?.id}`);
    expect(matter.body).toMatchObject({
      overdue: false,
      history: [
        { kind: 'opened' },
        { kind: 'acknowledged', sentence: { zh: '园区运营方 演示运营已签收。' } },
      ],
    });
    expect((await running.call(taskForce, 'GET', `/supervision/${shortfalls[2]?.id}`)).body).toMatchObject({
      code: 'notification.unknown-supervision',
    });
  });
});

describe('a rule of what has to be acknowledged', () => {
  const rule = {
    eventType: 'cn.yuanqu.intake.demand.unmet',
    minSeverity: 'warning',
    role: 'task-force',
    withinDays: 2,
    steps: [{ role: 'district-leader', withinDays: 3, channels: ['email'] }],
    enabled: true,
  };

  it('is made, changed with the revision seen, and taken away by the office', async () => {
    const made = await running.call(office, 'POST', '/acknowledgement-rules', rule);
    expect(made.body).toMatchObject({ steps: [{ channels: ['in-app', 'email'] }], revision: 1 });
    expect((await running.call(office, 'POST', '/acknowledgement-rules', rule)).body).toMatchObject({
      code: 'notification.acknowledgement-rule-exists',
    });
    const path = `/acknowledgement-rules/${String(made.body['id'])}`;
    const change = { ...rule, withinDays: 4 };
    const stale = await running.call(office, 'PUT', path, change, { 'if-match': '"9"' });
    expect(stale.body).toMatchObject({ code: 'notification.acknowledgement-rule-changed' });
    const changed = await running.call(office, 'PUT', path, change, { 'if-match': '"1"' });
    expect(changed.body).toMatchObject({ withinDays: 4, revision: 2 });
    const taken = { ...rule, eventType: 'cn.yuanqu.intake.application.overdue' };
    expect((await running.call(office, 'PUT', path, taken, { 'if-match': '"2"' })).body).toMatchObject({
      code: 'notification.acknowledgement-rule-exists',
    });
    expect((await running.call(office, 'DELETE', path)).status).toBe(204);
    expect((await running.call(office, 'DELETE', path)).status).toBe(404);
  });

  it.each([
    ['/withinDays', { ...rule, withinDays: 0 }],
    ['/eventType', { ...rule, eventType: 'cn.yuanqu.no.such' }],
    ['/steps/0/role', { ...rule, steps: [{ role: 'nobody', withinDays: 1, channels: [] }] }],
  ])('is refused with a fault at %s', async (pointer, body) => {
    const refused = await running.call(office, 'POST', '/acknowledgement-rules', body);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body['errors'])).toContain(pointer);
  });
});
