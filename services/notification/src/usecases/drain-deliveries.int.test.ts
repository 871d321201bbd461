import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '@yuanqu/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeClaimDeliveries } from '../adapters/claim-deliveries.ts';
import { makeSettleDeliveries } from '../adapters/settle-deliveries.ts';
import { deliveryId } from '../domain/delivery-id.ts';
import { anOfficialAt, drainOf, ledgerRows, plan } from '../testing/drained-ledger.ts';
import { notificationDatabase, type NotificationDatabase } from '../testing/notification-database.ts';
import type { ClaimedDelivery, Send } from './deliver.ts';
import type { Drain } from './drain-deliveries.ts';

let database: NotificationDatabase;
const drains: Drain[] = [];
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());
beforeEach(() =>
  database.pool.query('TRUNCATE official, address, notice, message, delivery, delivery_attempt'),
);
afterEach(async () => {
  for (const drain of drains.splice(0)) await drain.stop();
});

const started = (send: Send, retryDelaysMs?: readonly number[]): Drain => {
  const drain = drainOf(database, 'email', send, retryDelaysMs);
  drains.push(drain);
  drain.start();
  return drain;
};
const states = async () => (await ledgerRows(database)).map(({ state }) => state);
const allDelivered = async () => (await states()).every((state) => state === 'delivered');

describe('the drain', () => {
  it('sends each delivery once, however many instances drain the same ledger', async () => {
    await anOfficialAt(database, 'email', 'a@example.cn');
    await anOfficialAt(database, 'email', 'b@example.cn');
    await plan(database, 500);
    const sent: string[] = [];
    const send: Send = async (delivery) => {
      sent.push(deliveryId(delivery));
      return { kind: 'delivered' };
    };
    for (let instance = 0; instance < 3; instance++) started(send);
    await eventually(allDelivered, { withinMs: 20_000 });
    expect(sent).toHaveLength(1_000);
    expect(new Set(sent).size).toBe(1_000);
  });

  it('tries again with the waits given, keeps each failure, and gives up after the last', async () => {
    await anOfficialAt(database, 'email', 'official@example.cn');
    const [eventId] = await plan(database);
    const attempts: number[] = [];
    started(
      async ({ attempt }) => {
        attempts.push(attempt);
        return { kind: 'failed', error: `failed ${attempt}`, status: 503 };
      },
      [1, 1, 1],
    );
    await eventually(async () => (await states())[0] === 'dead');
    expect(attempts).toEqual([1, 2, 3, 4]);
    expect(await ledgerRows(database)).toMatchObject([{ attempts: 4, last_error: 'failed 4' }]);
    const { rows } = await database.pool.query(
      'SELECT number, error, status, target FROM delivery_attempt WHERE event_id = $1 ORDER BY number',
      [eventId],
    );
    expect(rows).toEqual(
      [1, 2, 3, 4].map((number) => ({
        number,
        error: `failed ${number}`,
        status: 503,
        target: 'o***@example.cn',
      })),
    );
  });

  it('does not let a receiver that does not answer hold the others up', async () => {
    const stuck = await anOfficialAt(database, 'email', 'stuck@example.cn');
    await anOfficialAt(database, 'email', 'other@example.cn');
    await plan(database, 15);
    const release = Promise.withResolvers<void>();
    started(async (delivery) => {
      if (delivery.officialId === stuck) await release.promise;
      return { kind: 'delivered' };
    });
    await eventually(async () =>
      (await ledgerRows(database)).every(
        ({ official_id, state }) => official_id === stuck || state === 'delivered',
      ),
    );
    expect(await allDelivered()).toBe(false);
    release.resolve();
    await eventually(allDelivered);
  });

  it('finishes what is under way when it is stopped, and leaves the rest', async () => {
    await anOfficialAt(database, 'email', 'official@example.cn');
    await plan(database, 100);
    const release = Promise.withResolvers<void>();
    let underWay = 0;
    const drain = started(async () => {
      underWay++;
      await release.promise;
      return { kind: 'delivered' };
    });
    await eventually(() => underWay === 20);
    const stopped = drain.stop();
    release.resolve();
    await stopped;
    const all = await states();
    expect(all.filter((state) => state === 'delivered')).toHaveLength(20);
    expect(all.filter((state) => state === 'pending')).toHaveLength(80);
  });

  it('cancels what goes to somebody without an address', async () => {
    await anOfficialAt(database, 'email', 'official@example.cn');
    await plan(database);
    await database.pool.query('DELETE FROM address');
    const targets: (string | undefined)[] = [];
    started(async ({ target }) => {
      targets.push(target);
      return { kind: 'no-address', error: 'gone' };
    });
    await eventually(async () => (await states())[0] === 'cancelled');
    expect(targets).toEqual([undefined]);
  });
});

describe('a lease', () => {
  const claimOne = async (leaseMs: number): Promise<ClaimedDelivery> => {
    const [claimed] = await makeClaimDeliveries(database.pool)('email', 1, leaseMs);
    if (!claimed) throw new Error('nothing was claimed');
    return claimed;
  };

  it('that ends gives the delivery to another, under the same id', async () => {
    await anOfficialAt(database, 'email', 'official@example.cn');
    await plan(database);
    const first = await claimOne(1);
    await wait(5);
    const second = await claimOne(60_000);
    expect([second.attempt, deliveryId(second)]).toEqual([2, deliveryId(first)]);
    await expect(claimOne(60_000)).rejects.toThrow('nothing');
  });

  it('that was lost makes its holder’s outcome void', async () => {
    await anOfficialAt(database, 'email', 'official@example.cn');
    await plan(database);
    const settleAll = makeSettleDeliveries(database.pool, database.inTransaction);
    const first = await claimOne(0);
    const second = await claimOne(60_000);
    await settleAll([
      { delivery: first, outcome: { kind: 'delivered' }, settlement: { state: 'delivered' } },
    ]);
    expect(await states()).toEqual(['pending']);
    await settleAll([
      { delivery: second, outcome: { kind: 'delivered' }, settlement: { state: 'delivered' } },
    ]);
    expect(await states()).toEqual(['delivered']);
  });
});
