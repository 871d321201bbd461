import { randomUUID } from 'node:crypto';
import { eventually } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount, aPark, aShortfall } from '../testing/events.ts';
import { mailServer, type MailServer } from '../testing/mail-server.ts';
import { type RunningNotification, runningNotification } from '../testing/running-notification.ts';

let running: RunningNotification;
let mail: MailServer;
let mailboxExists = true;
const taskForce = { subject: randomUUID(), roles: ['task-force'] as const, parks: ['software'] };
const administrator = { subject: randomUUID(), roles: ['administrator'] as const };
beforeAll(async () => {
  mail = await mailServer(() => (mailboxExists ? '250 ok' : '550 5.1.1 no such mailbox'));
  running = await runningNotification({ YUANQU_SMTP_URL: mail.url });
  await running.publish(anAccount(taskForce.subject, { username: 'force' }), aPark());
  await running.settled();
});
afterAll(async () => {
  await running?.stop();
  await mail?.close();
});

const hour = 3_600_000;
const period = {
  from: new Date(Date.now() - hour).toISOString(),
  to: new Date(Date.now() + hour).toISOString(),
};
const replay = (body: object, query = '', who: Parameters<RunningNotification['call']>[0] = administrator) =>
  running.call(who, 'POST', `/delivery-replays${query}`, body);
const mails = async (state: string) =>
  (await running.call(administrator, 'GET', `/deliveries?channel=email&state=${state}`)).body.items ?? [];

describe('a replay of failed deliveries', () => {
  it('is counted first, tries each once more on its own line, and leaves alone what was delivered', async () => {
    await running.publish(aShortfall());
    await eventually(async () => (await mails('delivered')).length === 1, { withinMs: 10_000 });
    mailboxExists = false;
    await running.publish(aShortfall(), aShortfall());
    await eventually(async () => (await mails('dead')).length === 2, { withinMs: 10_000 });
    const ids = (await mails('dead')).map(({ id }) => id);

    expect(await replay(period, '?dryRun=true')).toMatchObject({
      status: 200,
      body: { dryRun: true, deliveries: 2, recipients: 1, channels: [{ channel: 'email', deliveries: 2 }] },
    });
    expect(await mails('dead')).toHaveLength(2);
    for (const [body, status, code] of [
      [period, 400, 'notification.replay-count-missing'],
      [{ ...period, count: 3 }, 409, 'notification.replay-count-changed'],
      [{ from: period.to, to: period.from, count: 2 }, 400, 'notification.replay-period'],
      [{ ...period, state: 'delivered', count: 2 }, 400, 'request.invalid'],
      [{ ...period, channel: 'in-app', count: 2 }, 400, 'request.invalid'],
    ] as const)
      expect(await replay(body)).toMatchObject({ status, body: { code } });
    expect(await replay({ ...period, channel: 'webhook' }, '?dryRun=true')).toMatchObject({
      body: { deliveries: 0 },
    });

    mailboxExists = true;
    const answers = await Promise.all([replay({ ...period, count: 2 }), replay({ ...period, count: 2 })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    await eventually(async () => (await mails('delivered')).length === 3, { withinMs: 10_000 });
    expect(mail.mails).toHaveLength(3);
    for (const id of ids)
      expect((await running.call(administrator, 'GET', `/deliveries/${String(id)}`)).body).toMatchObject({
        state: 'delivered',
        attempts: 2,
        failedAttempts: [{ number: 1, error: 'SMTP RCPT TO 550' }],
      });
    expect(await replay(period, '?dryRun=true')).toMatchObject({ body: { deliveries: 0 } });
  });

  it('is not of more than a thousand at a time', async () => {
    await running.pool.query(
      `WITH told AS (SELECT event_id FROM notice LIMIT 1)
       INSERT INTO delivery (event_id, official_id, channel, state)
       SELECT event_id, gen_random_uuid(), 'email', 'dead' FROM told, generate_series(1, 1001)`,
    );
    const dead = { ...period, state: 'dead' };
    expect(await replay(dead, '?dryRun=true')).toMatchObject({
      status: 409,
      body: { code: 'notification.replay-too-many', most: 1_000 },
    });
    expect(await replay({ ...dead, count: 1_001 })).toMatchObject({ status: 409 });
  });

  it('is for whoever looks after the platform', async () => {
    expect(await replay(period, '?dryRun=true', taskForce)).toMatchObject({ status: 403 });
  });
});
