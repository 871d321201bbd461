import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPark } from '../testing/events.ts';
import { type RunningNotification, runningNotification } from '../testing/running-notification.ts';

let running: RunningNotification;
const office = { subject: randomUUID(), roles: ['leading-group-office'] as const };
beforeAll(async () => {
  running = await runningNotification();
  await running.publish(aPark());
  await running.settled();
});
afterAll(() => running?.stop());

const rule = {
  eventType: 'cn.yuanqu.intake.task.opened',
  minSeverity: 'info',
  park: 'software',
  role: 'task-force',
  channels: ['sms'],
  enabled: true,
};

describe('a rule of who is told', () => {
  it.each([
    ['/park', 'nobody knows its park', { park: 'nowhere' }],
    [
      '/park',
      'the event is of the whole district',
      { eventType: 'cn.yuanqu.assessment.league-table.closed' },
    ],
    ['/minSeverity', 'the event is never so severe', { minSeverity: 'critical' }],
    ['/role', 'the event is not about an enterprise', { role: 'enterprise' }],
  ])('is refused at %s when %s', async (pointer, _why, change) => {
    const refused = await running.call(office, 'POST', '/rules', { ...rule, ...change });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'notification.pointless-rule', errors: [{ pointer }] },
    });
  });

  it('is refused when it is changed into such a one', async () => {
    const made = await running.call(office, 'POST', '/rules', rule);
    expect(made.status).toBe(201);
    const path = `/rules/${String(made.body['id'])}`;
    const refused = await running.call(office, 'PUT', path, { ...rule, park: 'nowhere', revision: 1 });
    expect(refused.body).toMatchObject({ code: 'notification.pointless-rule' });
  });
});

describe('an edit of a rule or a template', () => {
  it('names what it was made on by If-Match, or in its body, and one that is stale is refused either way', async () => {
    const made = await running.call(office, 'POST', '/rules', { ...rule, role: 'assessor' });
    const path = `/rules/${String(made.body['id'])}`;
    const change = { ...rule, role: 'assessor', enabled: false };
    const edit = (body: object, ifMatch?: string) =>
      running.call(office, 'PUT', path, body, ifMatch === undefined ? {} : { 'if-match': ifMatch });
    expect((await edit(change)).status).toBe(428);
    expect((await edit(change, '"1"')).body).toMatchObject({ revision: 2 });
    expect((await edit(change, '"1"')).body).toMatchObject({
      code: 'notification.rule-changed',
      revision: 2,
    });
    expect((await edit({ ...change, revision: 2 })).body).toMatchObject({ revision: 3 });

    const template = '/templates/cn.yuanqu.intake.task.opened/zh';
    const words = { title: '待办:{{about}}', body: '' };
    const first = await running.call(office, 'PUT', template, words, { 'if-match': '"1"' });
    expect(first.body).toMatchObject({ title: words.title, revision: 2 });
    expect((await running.call(office, 'PUT', template, { ...words, revision: 1 })).body).toMatchObject({
      code: 'notification.template-changed',
    });
    expect((await running.call(office, 'PUT', template, { ...words, revision: 2 })).status).toBe(200);
  });

  it('is told what is blank or has another form in words', async () => {
    const blank = { title: '  ', body: '', revision: 1 };
    const refused = await running.call(office, 'PUT', '/templates/cn.yuanqu.intake.task.opened/en', blank);
    expect(refused.body['errors']).toEqual([
      { pointer: '/title', code: 'pattern', detail: 'must not be blank' },
    ]);
    const message = await running.call(office, 'GET', '/inbox/abc');
    expect(JSON.stringify(message.body['errors'])).toContain('such as 48');
    const schedule = { quietHours: { from: '25:00', until: '07:00' } };
    const time = await running.call(office, 'PUT', '/schedule', schedule, { 'if-match': '"0"' });
    expect(JSON.stringify(time.body['errors'])).toContain(
      'is not in the form that is wanted: in Shanghai, such as 08:30',
    );
  });
});

describe('a rule of who acknowledges', () => {
  const acknowledgement = {
    eventType: 'cn.yuanqu.intake.demand.unmet',
    minSeverity: 'warning',
    role: 'task-force',
    withinDays: 2,
    steps: [{ role: 'district-leader', withinDays: 3, channels: ['email'] }],
    enabled: true,
  };

  it.each([
    ['/role', 'nobody of its role is told of the event', { role: 'finance-officer' }],
    [
      '/steps/0/role',
      'a step leads back to its role',
      { steps: [{ ...acknowledgement.steps[0], role: 'task-force' }] },
    ],
    [
      '/steps/0/role',
      'a step is an enterprise',
      { steps: [{ ...acknowledgement.steps[0], role: 'enterprise' }] },
    ],
    ['/minSeverity', 'the event is never so severe', { minSeverity: 'critical' }],
    ['/doneWithinDays', 'nothing has to be done after the event', { doneWithinDays: 3 }],
  ])('is refused at %s when %s', async (pointer, _why, change) => {
    const refused = await running.call(office, 'POST', '/acknowledgement-rules', {
      ...acknowledgement,
      ...change,
    });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'notification.pointless-rule', errors: [{ pointer }] },
    });
  });
});
