import { randomUUID } from 'node:crypto';
import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aPark, aShortfall } from '../testing/events.ts';
import { mailServer, type MailServer } from '../testing/mail-server.ts';
import { receiver, type Receiver } from '../testing/receiver.ts';
import { type RunningNotification, runningNotification } from '../testing/running-notification.ts';

let running: RunningNotification;
let mail: MailServer;
let chat: Receiver;
let mailboxExists = false;
let keyIsValid = false;
const taskForce = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const other = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['ip'] };
const administrator = { subject: randomUUID(), roles: ['administrator'] as const };
beforeAll(async () => {
  mail = await mailServer(() => (mailboxExists ? '250 ok' : '550 5.1.1 no such mailbox'));
  chat = await receiver(() => ({ status: 200, body: `{"errcode":${keyIsValid ? 0 : 93000}}` }));
  running = await runningNotification({
    YUANQU_SMTP_URL: mail.url,
    YUANQU_WECOM_URL: chat.url,
    YUANQU_WEBHOOK_ALLOW_LOOPBACK: 'true',
  });
  await running.publish(
    anAccount(taskForce.subject, { username: 'force' }),
    anAccount(other.subject, { parks: ['ip'] }),
    aPark(),
  );
  await running.settled();
});
afterAll(async () => {
  await running?.stop();
  await mail?.close();
  await chat?.close();
});

const robot = { kind: 'wecom', name: '专班群', park: 'software', role: 'task-force', token: randomUUID() };
const deadOf = async (who: Parameters<RunningNotification['call']>[0]) =>
  (await running.call(who, 'GET', '/dead-addresses')).body.items ?? [];

describe('an address that takes nothing any more', () => {
  it('is found and shown to its owner and to who looks after the platform, until something gets through', async () => {
    const added = await running.call(taskForce, 'POST', '/robots', robot);
    await running.publish(aShortfall());
    await eventually(async () => (await deadOf(taskForce)).length === 2, { withinMs: 10_000 });
    expect(
      (await deadOf(administrator)).toSorted((a, b) =>
        String(a['channel']).localeCompare(String(b['channel'])),
      ),
    ).toMatchObject([
      {
        channel: 'email',
        username: 'force',
        address: expect.stringContaining('***@') as string,
        reason: 'SMTP RCPT TO 550',
        lost: 1,
        waiting: 0,
      },
      {
        channel: 'robot',
        username: null,
        address: '专班群',
        reason: expect.stringContaining('93000') as string,
        lost: 1,
      },
    ]);
    expect(await deadOf(other)).toEqual([]);
    mailboxExists = true;
    keyIsValid = true;
    const path = `/robots/${String(added.body['id'])}`;
    const { kind: _kind, ...change } = { ...robot, token: randomUUID() };
    await running.call(taskForce, 'PUT', path, change, { 'if-match': '"1"' });
    expect(await deadOf(taskForce)).toMatchObject([{ channel: 'email' }]);
    const { body } = await running.call(administrator, 'GET', '/deliveries');
    const lost = (body.items ?? []).filter(({ state }) => state === 'dead' || state === 'cancelled');
    expect(lost).toHaveLength(2);
    for (const { id } of lost)
      expect((await running.call(administrator, 'POST', `/deliveries/${String(id)}/retry`)).status).toBe(200);
    await eventually(async () => (await deadOf(administrator)).length === 0, { withinMs: 10_000 });
    await eventually(() => mail.mails.length === 1 && chat.calls.length === 2, { withinMs: 10_000 });
  });

  it('is listed page by page', async () => {
    await running.pool.query(
      `INSERT INTO address (official_id, channel, target, dead_since, dead_reason)
       SELECT $1, channel, 'a@example.cn', now(), '演示' FROM unnest('{webhook,sms}'::text[]) AS channel`,
      [other.subject],
    );
    const first = await running.call(administrator, 'GET', '/dead-addresses?limit=1');
    const next = await running.call(
      administrator,
      'GET',
      `/dead-addresses?limit=1&cursor=${String(first.body['nextCursor'])}`,
    );
    expect([first.body.items, next.body.items]).toMatchObject([
      [{ channel: 'webhook' }],
      [{ channel: 'sms' }],
    ]);
    expect(next.body['nextCursor']).toBeUndefined();
  });
});
