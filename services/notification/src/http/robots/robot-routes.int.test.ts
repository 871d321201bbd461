import { randomUUID } from 'node:crypto';
import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aShortfall } from '../../testing/events.ts';
import { receiver, type Receiver } from '../../testing/receiver.ts';
import { type RunningNotification, runningNotification } from '../../testing/running-notification.ts';

let running: RunningNotification;
let chat: Receiver;
const taskForce = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const operator = { subject: randomUUID(), roles: ['park-operator'] as const, parks: ['software'] };
const office = { subject: randomUUID(), roles: ['leading-group-office'] as const };
const administrator = { subject: randomUUID(), roles: ['administrator'] as const };
beforeAll(async () => {
  chat = await receiver(() => ({ status: 200, body: '{"errcode":0}' }));
  running = await runningNotification({
    YUANQU_WECOM_URL: chat.url,
    YUANQU_DINGTALK_URL: chat.url,
    YUANQU_WEBHOOK_ALLOW_LOOPBACK: 'true',
  });
});
afterAll(async () => {
  await running?.stop();
  await chat?.close();
});

const given = (change: object = {}) => ({
  kind: 'wecom',
  name: '软件园专班群',
  park: 'software',
  role: 'task-force',
  token: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${randomUUID()}`,
  ...change,
});

describe('a robot', () => {
  it('that a task force sets up tells its chat, and shows no more than the end of its key', async () => {
    const body = given();
    const added = await running.call(taskForce, 'POST', '/robots', body);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      state: 'active',
      language: 'zh',
      hint: `…${body.token.slice(-4)}`,
      revision: 1,
    });
    expect(added.text).not.toContain(body.token.slice(-12));
    await running.publish(aShortfall());
    await eventually(() => chat.calls.length === 1, { withinMs: 10_000 });
    const ledger = await eventually(
      async () => {
        const seen = await running.call(administrator, 'GET', '/deliveries?channel=robot&state=delivered');
        return seen.body.items?.length === 1 && seen;
      },
      { withinMs: 10_000 },
    );
    expect(ledger.body.items).toMatchObject([
      { state: 'delivered', address: '软件园专班群', username: null },
    ]);
    const { rows } = await running.pool.query(`SELECT encode(sealed, 'escape') AS sealed FROM robot`);
    expect(JSON.stringify(rows)).not.toContain(body.token.slice(-12));
  });

  it('is changed by who names the revision they saw, and taken away', async () => {
    const { body } = await running.call(
      office,
      'POST',
      '/robots',
      given({ park: null, role: 'leading-group-office' }),
    );
    const path = `/robots/${String(body['id'])}`;
    const change = { name: '领导小组办公室', park: null, role: 'leading-group-office', paused: true };
    expect((await running.call(office, 'PUT', path, change)).body).toMatchObject({
      code: 'request.precondition-required',
    });
    expect((await running.call(office, 'PUT', path, change, { 'if-match': '"7"' })).body).toMatchObject({
      code: 'notification.robot-changed',
    });
    const changed = await running.call(office, 'PUT', path, change, { 'if-match': '"1"' });
    expect(changed.body).toMatchObject({ name: '领导小组办公室', state: 'paused', revision: 2 });
    expect((await running.call(office, 'DELETE', path)).status).toBe(204);
    expect((await running.call(office, 'DELETE', path)).body).toMatchObject({
      code: 'notification.unknown-robot',
    });
  });

  it.each([
    [taskForce, given({ park: 'ip' }), 'notification.not-your-group'],
    [taskForce, given({ park: null }), 'notification.not-your-group'],
    [operator, given(), 'notification.not-your-group'],
    [office, given({ kind: 'dingtalk', token: '0123456789' }), 'notification.invalid-robot-key'],
    [office, given({ token: 'no' }), 'notification.invalid-robot-key'],
  ])('is refused of %o as %o: %s', async (who, body, code) => {
    expect((await running.call(who, 'POST', '/robots', body)).body).toMatchObject({ code });
  });

  it('is not set up twice for one chat', async () => {
    const body = given();
    await running.call(office, 'POST', '/robots', body);
    expect((await running.call(office, 'POST', '/robots', body)).body).toMatchObject({
      code: 'notification.robot-exists',
    });
  });

  it('of another park is not seen', async () => {
    await running.call(office, 'POST', '/robots', given({ park: 'ip', name: '别的园区' }));
    const { body } = await running.call(taskForce, 'GET', '/robots');
    expect(body.items?.map(({ name }) => name)).not.toContain('别的园区');
  });
});

describe('a template for robots', () => {
  const path = '/robot-templates/cn.yuanqu.intake.application.returned/zh';

  it('is refused when it names what may be about a person, and read by chats otherwise', async () => {
    const refused = await running.call(
      office,
      'PUT',
      path,
      { title: '退回', body: '{{reason}}' },
      { 'if-match': '"0"' },
    );
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      code: 'notification.invalid-template',
      errors: [{ pointer: '/body', code: 'template.personal-field' }],
    });
    const saved = await running.call(
      office,
      'PUT',
      path,
      { title: '{{parkNames}}退回', body: '' },
      { 'if-match': '"0"' },
    );
    expect(saved.body).toMatchObject({ title: '{{parkNames}}退回', revision: 1 });
    expect((await running.call(office, 'GET', '/robot-templates')).body.items).toHaveLength(1);
    expect((await running.call(office, 'DELETE', path)).status).toBe(204);
    expect((await running.call(office, 'DELETE', path)).body).toMatchObject({
      code: 'notification.unknown-template',
    });
  });
});
