import { randomUUID } from 'node:crypto';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anAccount, aShortfall, aTask } from '../testing/events.ts';
import { deliveringTo } from '../testing/fanned-out.ts';
import { notificationDatabase, type NotificationDatabase } from '../testing/notification-database.ts';

let database: NotificationDatabase;
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database.drop());
beforeEach(() =>
  database.pool.query('TRUNCATE official, address, notice, message, delivery, obligation, obligation_line'),
);

const deliver = (slice: readonly NewEvent[]): Promise<void> => deliveringTo(database)(slice);

/** Who has which message how often, on which channel. */
async function told(db: Executor = database.pool): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(
    `SELECT official_id || ' in-app ' || event_id AS line FROM message
     UNION ALL SELECT official_id || ' ' || channel || ' ' || event_id FROM delivery`,
  );
  return rows.map(({ line }) => line).toSorted();
}

describe('fan-out', () => {
  const people = [
    { id: randomUUID(), roles: ['task-force'], parks: ['software'] },
    { id: randomUUID(), roles: ['task-force', 'assessor'], parks: ['software', 'ip'] },
    { id: randomUUID(), roles: ['park-operator'], parks: ['ip'] },
    { id: randomUUID(), roles: ['leading-group-office'], parks: '*' as const },
    { id: randomUUID(), roles: ['district-leader'], parks: '*' as const },
    { id: randomUUID(), roles: ['auditor'], parks: '*' as const },
  ];
  const accounts = people.map(({ id, ...account }) => anAccount(id, account));
  const shortfalls = [aShortfall(), aShortfall({ park: 'ip' }), aShortfall({ rate: 0.5 })];
  const tasks = [aTask(), aTask('ip')];
  const events = [...accounts, ...shortfalls, ...tasks];
  // The rules of the migration, said again by hand: [whom, of which events, on which channels].
  const expected = [
    [0, [shortfalls[0], shortfalls[2]], ['in-app', 'email']],
    [1, shortfalls, ['in-app', 'email']],
    [2, [shortfalls[1]], ['in-app', 'email']],
    [2, [tasks[1]], ['in-app']],
    [3, shortfalls, ['in-app', 'email']],
    [4, shortfalls, ['in-app']],
    [4, [shortfalls[2]], ['email']],
  ] as const;
  const expectedLines = expected
    .flatMap(([person, of, channels]) =>
      of.flatMap((event) => channels.map((channel) => `${people[person]?.id} ${channel} ${event?.id}`)),
    )
    .toSorted();

  it('tells each person each event once per channel, in whatever slices, order and repetition the log brings them', async () => {
    const anyDelivery = fc
      .tuple(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.constantFrom(...events), { maxLength: 20 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 6 })),
      )
      .map(([all, again, sizes]) => inSlices([...all, ...again], sizes));
    await fc.assert(
      fc.asyncProperty(anyDelivery, async (slices) => {
        await database.pool.query(
          'TRUNCATE official, address, notice, message, delivery, obligation, obligation_line',
        );
        for (const slice of slices) await deliver(slice);
        expect(await told()).toEqual(expectedLines);
      }),
      { numRuns: 60 },
    );
  });

  it('does so when partitions are worked on at the same time and the whole log is read again beside it', async () => {
    for (let round = 0; round < 10; round++) {
      await database.pool.query(
        'TRUNCATE official, address, notice, message, delivery, obligation, obligation_line',
      );
      const halves = [accounts, shortfalls, tasks, events, events.toReversed(), accounts.toReversed()];
      await Promise.all(halves.map(deliver));
      expect(await told()).toEqual(expectedLines);
    }
  });

  it('gives messages numbers that become visible in rising order', async () => {
    await deliver(accounts);
    const seen: string[] = [];
    let done = false;
    const watching = (async () => {
      while (!done) {
        const { rows } = await database.pool.query<{ numbers: string[] }>(
          'SELECT array_agg(number ORDER BY number) AS numbers FROM message WHERE official_id = $1',
          [people[3]?.id],
        );
        const numbers = rows[0]?.numbers ?? [];
        expect(numbers.slice(0, seen.length)).toEqual(seen);
        seen.splice(0, seen.length, ...numbers);
      }
    })();
    await Promise.all(Array.from({ length: 40 }, () => deliver([aShortfall(), aShortfall({ park: 'ip' })])));
    done = true;
    await watching;
    expect(seen.length).toBeGreaterThan(0);
  });

  it('does not tell of events that are older than a month: a log read again after years is no news', async () => {
    await deliver([...accounts, aShortfall({ time: new Date(Date.now() - 31 * 24 * 3_600_000) })]);
    expect(await told()).toEqual([]);
  });

  it('does not tell somebody whose account came after the event', async () => {
    const anHourAgo = new Date(Date.now() - 3_600_000);
    await deliver([aShortfall({ time: anHourAgo })]);
    await deliver([anAccount(randomUUID(), { roles: ['leading-group-office'], parks: '*' })]);
    expect(await told()).toEqual([]);
  });

  it('takes back what was not sent yet to somebody whose account ends', async () => {
    const id = randomUUID();
    await deliver([anAccount(id), aShortfall()]);
    await deliver([anAccount(id, { active: false }, { revision: 2 })]);
    const { rows } = await database.pool.query('SELECT state FROM delivery');
    expect(rows).toEqual([{ state: 'cancelled' }]);
    await deliver([aShortfall()]);
    expect(await told()).toHaveLength(2);
  });
});

function inSlices<Item>(items: readonly Item[], sizes: Iterator<number>): Item[][] {
  const slices: Item[][] = [];
  for (let at = 0; at < items.length; ) {
    const size: number = sizes.next().value ?? 1;
    slices.push(items.slice(at, at + size));
    at += size;
  }
  return slices;
}
