import { eventually } from '@yuanqu/testing';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliveryId } from '../../domain/delivery-id.ts';
import type { ClaimedDelivery } from '../../usecases/deliver.ts';
import type { Drain } from '../../usecases/drain-deliveries.ts';
import { anOfficialAt, drainOf, ledgerRows, plan } from '../../testing/drained-ledger.ts';
import { notificationDatabase, type NotificationDatabase } from '../../testing/notification-database.ts';
import { receiver, type Receiver, type Respond } from '../../testing/receiver.ts';
import { guardedLookup } from '../outgoing/guarded-lookup.ts';
import { newSecret } from './new-secret.ts';
import { webhookSender, type WebhookSender } from './webhook-sender.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const secrets = [newSecret(), newSecret()];
const delivery = (target: string): ClaimedDelivery => ({
  eventId: '01890000-0000-7000-8000-000000000001',
  officialId: '01890000-0000-7000-8000-000000000002',
  channel: 'webhook',
  attempt: 1,
  target,
  wording: { title: '标题', body: '正文' },
  language: 'zh',
  eventType: 'cn.yuanqu.test.happened',
  severity: 'warning',
  parks: ['software'],
  subject: 'software',
  occurredAt: new Date('2026-11-02T01:00:00Z'),
});

const senderWith = (options: Partial<Parameters<typeof webhookSender>[0]> = {}): WebhookSender => {
  const sender = webhookSender({
    secretsOf: async () => secrets,
    allowLoopback: true,
    connections: 4,
    ...options,
  });
  stops.push(sender.stop);
  return sender;
};
const receiving = async (respond?: Respond): Promise<Receiver> => {
  const server = await receiver(respond);
  stops.push(server.close);
  return server;
};

describe('a webhook', () => {
  it('is signed with both secrets while one is being replaced, under the delivery’s id', async () => {
    const { url, calls } = await receiving();
    const sent = delivery(url);
    expect(await senderWith().send(sent)).toEqual({ kind: 'delivered' });
    const [call] = calls;
    expect(call?.headers['webhook-id']).toBe(deliveryId(sent));
    for (const secret of secrets) {
      expect(
        new Webhook(secret).verify(call?.body ?? '', call?.headers as Record<string, string>),
      ).toMatchObject({
        type: 'cn.yuanqu.test.happened',
        timestamp: '2026-11-02T01:00:00.000Z',
        data: { title: '标题', body: '正文', severity: 'warning', parks: ['software'], language: 'zh' },
      });
    }
    const other = new Webhook(newSecret());
    expect(() => other.verify(call?.body ?? '', call?.headers as Record<string, string>)).toThrow(
      'No matching',
    );
  });

  it.each([
    [200, 'delivered', {}],
    [301, 'failed', { location: 'http://127.0.0.1:1/' }],
    [400, 'failed', {}],
    [410, 'gone', {}],
    [503, 'failed', {}],
  ])('that is answered %i is %s, and nothing else is called', async (status, kind, headers) => {
    const { url, calls } = await receiving(() => ({ status, headers }));
    expect(await senderWith().send(delivery(url))).toMatchObject({ kind });
    expect(calls).toHaveLength(1);
  });

  it('that is not answered in time, or with an endless answer, ends soon', async () => {
    const silent = await receiving(() => undefined);
    expect(await senderWith({ timeoutMs: 100 }).send(delivery(silent.url))).toEqual({
      kind: 'failed',
      error: 'no answer in time',
    });
    const loud = await receiving(() => ({ status: 200, body: 'x'.repeat(5_000_000) }));
    expect(await senderWith().send(delivery(loud.url))).toEqual({ kind: 'delivered' });
  });

  it('is not sent to this machine unless that is allowed', async () => {
    const { url, calls } = await receiving();
    expect(await senderWith({ allowLoopback: false }).send(delivery(url))).toEqual({
      kind: 'failed',
      error: '127.0.0.1 is an address that must not be called',
    });
    expect(calls).toEqual([]);
  });

  it('is not sent to a name that leads to a private address, even when it led elsewhere before', async () => {
    const { url, calls } = await receiving();
    const port = new URL(url).port;
    const answers = ['127.0.0.1', '10.0.0.1', '169.254.169.254'];
    const rebinding = guardedLookup(true, ((
      _name: string,
      _options: unknown,
      done: (...args: unknown[]) => void,
    ) => done(null, [{ address: answers.shift() ?? '127.0.0.1', family: 4 }])) as never);
    const send = (n: number) =>
      // a sender each time: a kept connection would not ask for the name again
      senderWith({ lookup: rebinding }).send(delivery(`http://hook${n}.example:${port}/`));
    expect(await send(1)).toEqual({ kind: 'delivered' });
    for (const n of [2, 3])
      expect(await send(n)).toEqual({
        kind: 'failed',
        error: `hook${n}.example leads to an address that must not be called`,
      });
    expect(calls).toHaveLength(1);
  });

  it('is refused by a name of which any one address is private', async () => {
    const mixed = guardedLookup(false, ((
      _name: string,
      _options: unknown,
      done: (...args: unknown[]) => void,
    ) =>
      done(null, [
        { address: '93.184.216.34', family: 4 },
        { address: 'fd00::1', family: 6 },
      ])) as never);
    expect(
      await senderWith({ allowLoopback: false, lookup: mixed }).send(delivery('https://hook.example/')),
    ).toEqual({
      kind: 'failed',
      error: 'hook.example leads to an address that must not be called',
    });
  });
});

describe('webhooks from the ledger', () => {
  let database: NotificationDatabase;
  beforeAll(async () => {
    database = await notificationDatabase();
  });
  afterAll(() => database?.drop());
  beforeEach(() =>
    database.pool.query('TRUNCATE official, address, notice, message, delivery, delivery_attempt'),
  );

  const drain = (retryDelaysMs: readonly number[]): Drain => {
    const running = drainOf(database, 'webhook', senderWith().send, retryDelaysMs);
    stops.push(running.stop);
    running.start();
    return running;
  };

  it('that fail at first arrive later with the same id', async () => {
    const { url, calls } = await receiving((_call, nth) => ({ status: nth < 3 ? 500 : 200 }));
    await anOfficialAt(database, 'webhook', url);
    await plan(database);
    // The address is held for seconds after a failure; a test need not wait that long.
    const holding = setInterval(() => void database.pool.query('UPDATE address SET held_until = NULL'), 20);
    stops.push(async () => clearInterval(holding));
    drain([1, 1, 1]);
    await eventually(async () => (await ledgerRows(database))[0]?.state === 'delivered', {
      withinMs: 10_000,
    });
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(calls).toHaveLength(3);
  });

  it('hold back from a receiver that fails, so that its queue does not call it at once', async () => {
    const { url, calls } = await receiving(() => ({ status: 500 }));
    await anOfficialAt(database, 'webhook', url);
    await plan(database, 1);
    drain([1, 1, 1]);
    await eventually(async () => {
      const { rows } = await database.pool.query(
        'SELECT FROM address WHERE held_until > now() AND failures = 1',
      );
      return rows.length === 1;
    });
    await plan(database, 50);
    const polls = 5;
    for (let poll = 0; poll < polls; poll++) await database.pool.query('SELECT pg_sleep(0.03)');
    expect(calls).toHaveLength(1);
  });

  it('stop for good at a receiver that answers 410', async () => {
    const { url, calls } = await receiving(() => ({ status: 410 }));
    await anOfficialAt(database, 'webhook', url);
    await plan(database, 1);
    drain([1, 1, 1]);
    await eventually(async () => (await ledgerRows(database))[0]?.state === 'cancelled');
    const { rows } = await database.pool.query('SELECT state, state_reason FROM address');
    expect(rows).toEqual([{ state: 'disabled', state_reason: 'the receiver answered 410 Gone' }]);
    await plan(database, 5);
    expect(await ledgerRows(database)).toHaveLength(1);
    expect(calls).toHaveLength(1);
  });
});
