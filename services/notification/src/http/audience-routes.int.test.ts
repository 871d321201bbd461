import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aPark, aShortfall } from '../testing/events.ts';
import { type RunningNotification, runningNotification } from '../testing/running-notification.ts';

let running: RunningNotification;
const office = { subject: randomUUID(), roles: ['leading-group-office'] as const };
const away = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const deputy = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const operator = { subject: randomUUID(), roles: ['park-operator'] as const, parks: ['software'] };
const firm = randomUUID();
beforeAll(async () => {
  running = await runningNotification();
  await running.publish(
    anAccount(away.subject, { username: 'away', name: '甲' }),
    anAccount(deputy.subject, { username: 'deputy' }),
    anAccount(operator.subject, { username: 'operator', roles: ['park-operator'] }),
    aPark(),
    aPark('ip', '知识产权园'),
    anAccount(firm, { username: 'firm', roles: ['enterprise'], parks: [], enterprise: '91350503DEM000005K' }),
  );
  await running.settled();
  const robot = { kind: 'wecom', name: '专班群', park: 'software', role: 'task-force', token: randomUUID() };
  await running.call(away, 'POST', '/robots', robot);
  await running.call(
    deputy,
    'PUT',
    '/schedule',
    { quietHours: { from: '22:00', until: '07:30' } },
    { 'if-match': '"0"' },
  );
  const digest = { times: ['08:30'], below: 'critical', workingDaysOnly: true };
  await running.call(operator, 'PUT', '/schedule', { digest }, { 'if-match': '"0"' });
  await running.call(away, 'POST', '/absences', {
    deputy: deputy.subject,
    from: '2026-12-04T00:00:00Z',
    until: '2026-12-31T00:00:00Z',
  });
});
afterAll(() => running?.stop());

const eventType = 'cn.yuanqu.assessment.park.occupancy-fell-below-target';
const preview = async (body: object) =>
  (
    await running.call(office, 'POST', '/audience-previews', {
      eventType,
      severity: 'warning',
      park: 'software',
      ...body,
    })
  ).body;

describe('a dry run of the rules', () => {
  it('says through which channel whom it would tell when: in the night, in a digest, for whom', async () => {
    // A Friday, 23:00 in Shanghai.
    expect(await preview({ at: '2026-12-04T15:00:00Z' })).toMatchObject({
      people: 3,
      email: 3,
      webhook: 0,
      robot: 1,
      items: [
        {
          username: 'away',
          onBehalfOf: [],
          outside: [{ channel: 'email', when: 'at-once', at: '2026-12-04T15:00:00.000Z' }],
        },
        {
          username: 'deputy',
          onBehalfOf: ['甲'],
          outside: [{ channel: 'email', when: 'after-quiet-hours', at: '2026-12-04T23:30:00.000Z' }],
        },
        {
          username: 'operator',
          outside: [{ channel: 'email', when: 'digest', at: '2026-12-07T00:30:00.000Z' }],
        },
      ],
      robots: [{ address: '专班群', park: 'software', role: 'task-force', when: 'at-once' }],
      acknowledgement: {
        role: 'park-operator',
        dueAt: '2026-12-09T16:00:00.000Z',
        steps: [{ role: 'task-force' }, {}],
      },
    });
  });

  it('follows severity, park and role', async () => {
    expect(
      await preview({ severity: 'critical', at: '2026-12-04T15:00:00Z', role: 'task-force' }),
    ).toMatchObject({
      people: 2,
      items: [{ outside: [{ when: 'at-once' }] }, { outside: [{ when: 'at-once' }] }],
    });
    expect(await preview({ park: 'ip' })).toMatchObject({ people: 0, robots: [] });
    expect(await preview({ role: 'park-operator' })).toMatchObject({ people: 1, robot: 0 });
    expect(await preview({ eventType: 'cn.yuanqu.intake.policy.published', severity: 'info' })).toMatchObject(
      {
        people: 3,
        acknowledgement: null,
      },
    );
  });

  it('tries a rule that is not saved, beside the others or in the place of one', async () => {
    const rule = {
      minSeverity: 'warning',
      park: null,
      role: 'leading-group-office',
      channels: ['email'],
      enabled: true,
    };
    const task = { eventType: 'cn.yuanqu.intake.task.opened', severity: 'info' };
    const draft = { ...rule, minSeverity: 'info', role: 'task-force' };
    expect(await preview(task)).toMatchObject({ people: 1 });
    expect(await preview({ ...task, rule: draft })).toMatchObject({ people: 3 });
    expect(await preview({ ...task, rule: { ...draft, park: 'ip' } })).toMatchObject({ people: 1 });
    const saved = await running.call(office, 'GET', `/rules?eventType=${task.eventType}`);
    const id = saved.body.items?.[0]?.['id'];
    expect(await preview({ ...task, rule: { ...draft, id } })).toMatchObject({ people: 2 });
    expect(await preview({ ...task, rule: { ...draft, id, enabled: false } })).toMatchObject({ people: 0 });
    expect(await preview(task)).toMatchObject({ people: 1 });
  });

  it('tells an enterprise of what is about it', async () => {
    const returned = {
      eventType: 'cn.yuanqu.intake.application.returned',
      severity: 'info',
      role: 'enterprise',
    };
    expect(await preview({ ...returned, enterprise: '91350503DEM000005K' })).toMatchObject({
      people: 1,
      items: [{ username: 'firm' }],
    });
    expect(await preview({ ...returned, enterprise: '91350100M000100Y43' })).toMatchObject({ people: 0 });
    expect(await preview(returned)).toMatchObject({ people: 0 });
  });

  it.each([
    [{ park: 'nowhere' }, 'notification.unknown-park', '/park'],
    [{ rule: { park: 'nowhere' } }, 'notification.pointless-rule', '/rule/park'],
    [{ rule: { role: 'enterprise' } }, 'notification.pointless-rule', '/rule/role'],
  ])('refuses %j', async (body, code, pointer) => {
    const rule = { minSeverity: 'info', park: null, role: 'assessor', channels: [], enabled: true };
    const given = 'rule' in body ? { rule: { ...rule, ...body.rule } } : body;
    expect(await preview(given)).toMatchObject({ status: 400, code, errors: [{ pointer }] });
  });

  it('tells whom planning then tells, by the same channels', async () => {
    const dry = await preview({});
    await running.publish(aShortfall());
    await running.settled();
    const { rows } = await running.pool.query<{ told: string[] }>(
      `SELECT array_agg(username ORDER BY username) AS told FROM message JOIN official ON id = official_id`,
    );
    expect(rows[0]?.told).toEqual((dry.items ?? []).map(({ username }) => username));
    const { rows: outside } = await running.pool.query(
      'SELECT channel, count(*)::int AS n FROM delivery GROUP BY 1 ORDER BY 1',
    );
    expect(outside).toEqual([
      { channel: 'email', n: dry['email'] },
      { channel: 'robot', n: dry['robot'] },
    ]);
  });

  it.each([{ severity: 'bad' }, { at: 'soon' }, { role: 'nobody' }, { limit: 0 }])(
    'refuses %j',
    async (body) => {
      expect((await preview(body))['status']).toBe(400);
    },
  );
});
