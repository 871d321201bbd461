import { randomUUID } from 'node:crypto';
import { workingCalendar } from '@yuanqu/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planNotices } from '../../adapters/plan-notices.ts';
import { makeDigestSweep } from '../../adapters/schedule/digest-sweep.ts';
import { makeScheduleStore } from '../../adapters/schedule/schedule-store.ts';
import type { ScheduleContent } from '../../domain/schedule/schedule.ts';
import { timeOfDay, writeTimeOfDay } from '../../domain/schedule/time-of-day.ts';
import { isQuietAt } from '../../domain/schedule/check-schedule.ts';
import type { Severity } from '../../domain/severity.ts';
import { aNotice } from '../../testing/a-notice.ts';
import { anOfficialAt } from '../../testing/drained-ledger.ts';
import { notificationDatabase, type NotificationDatabase } from '../../testing/notification-database.ts';
import { makeCloseDigests } from './close-digests.ts';
import { makeSetSchedule } from './set-schedule.ts';

let database: NotificationDatabase;
let person = '';
let now = new Date();
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());
beforeEach(async () => {
  await database.pool.query(
    'TRUNCATE official, address, notice, message, delivery, delivery_schedule, digest, robot',
  );
  person = await anOfficialAt(database, 'email', 'official@example.cn');
  now = new Date('2026-11-30T01:00:00Z');
});

const calendar = workingCalendar();
const set = (content: Partial<ScheduleContent>, revision = 0, recipient = person) =>
  makeSetSchedule({
    transaction: database.inTransaction,
    schedules: makeScheduleStore(database.pool),
    audit: async () => {},
    nudge: () => {},
    calendar,
    clock: () => now,
  })(recipient, revision, { quietHours: null, digest: null, ...content }, 'inbox');
const closeDigests = () =>
  makeCloseDigests({
    transaction: database.inTransaction,
    sweep: makeDigestSweep(database.pool),
    nudge: () => {},
    calendar,
    clock: () => now,
    failed: (_id, error) => {
      throw error;
    },
  })();
const tell = (severity: Severity = 'info', at = now, n = 1) =>
  database.inTransaction((tx) =>
    planNotices(
      tx,
      Array.from({ length: n }, () => aNotice({ severity, occurredAt: at, eventId: randomUUID() })),
      at,
    ),
  );
// Rules of the shortfall's own let `info` through to the task force by e-mail.
const deliveries = async () =>
  (
    await database.pool.query<{
      event_id: string;
      state: string;
      due_at: Date;
      created_at: Date;
      batch_id: string | null;
    }>('SELECT event_id, state, due_at, created_at, batch_id FROM delivery ORDER BY created_at, event_id')
  ).rows;
const night = { from: timeOfDay('22:00'), until: timeOfDay('07:30') };
const digest = {
  times: [timeOfDay('08:30'), timeOfDay('17:30')],
  below: 'warning',
  workingDaysOnly: false,
} as const;

describe('quiet hours', () => {
  it.each([
    ['2026-11-30T13:59:00Z', 'warning', '2026-11-30T13:59:00Z'],
    ['2026-11-30T14:00:00Z', 'warning', '2026-11-30T23:30:00Z'],
    ['2026-11-30T20:00:00Z', 'warning', '2026-11-30T23:30:00Z'],
    ['2026-11-30T23:30:00Z', 'warning', '2026-11-30T23:30:00Z'],
    ['2026-11-30T20:00:00Z', 'critical', '2026-11-30T20:00:00Z'],
  ] as const)(
    'from 22:00 to 07:30 have what happens at %s (%s) sent at %s; the inbox has it at once',
    async (at, severity, due) => {
      await set({ quietHours: night });
      await tell(severity, new Date(at));
      const [delivery] = await deliveries();
      expect(delivery?.state).toBe('pending');
      // The database's clock claims it, so the wait counts from there.
      const waitMs = (delivery?.due_at.getTime() ?? 0) - (delivery?.created_at.getTime() ?? 0);
      expect(waitMs).toBe(Date.parse(due) - Date.parse(at));
      expect((await database.pool.query('SELECT FROM message')).rowCount).toBe(1);
    },
  );

  it('end as they should at every time of day, whatever hours they are', async () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const hours = fc.tuple(minute, minute).filter(([from, until]) => from !== until);
    await fc.assert(
      fc.asyncProperty(hours, minute, async ([from, until], at) => {
        const instant = new Date(Date.parse('2026-11-29T16:00:00Z') + at * 60_000);
        const { rows } = await database.pool.query<{ due: Date }>(
          'SELECT after_quiet_hours($1, $2::smallint, $3::smallint) AS due',
          [instant, from, until],
        );
        const due = rows[0]?.due ?? new Date(0);
        const quiet = { from, until } as never;
        expect(due.getTime() === instant.getTime()).toBe(!isQuietAt(quiet, at as never));
        const local = ((due.getTime() + 8 * 3_600_000) / 60_000) % 1_440;
        expect(isQuietAt(quiet, local as never)).toBe(false);
        expect(due.getTime() - instant.getTime()).toBeLessThan(24 * 3_600_000);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a digest', () => {
  it('gathers what is less severe than asked for, and sends it as one at its time', async () => {
    await set({ digest });
    await tell('info', now, 3);
    await tell('warning');
    expect((await deliveries()).map(({ state }) => state).toSorted()).toEqual([
      'gathered',
      'gathered',
      'gathered',
      'pending',
    ]);
    expect(await closeDigests()).toEqual({ handled: 0, parked: 0 });
    now = new Date('2026-11-30T09:30:00Z');
    expect(await closeDigests()).toEqual({ handled: 1, parked: 0 });
    expect(await closeDigests()).toEqual({ handled: 0, parked: 0 });
    const all = await deliveries();
    const gathered = all.filter(({ state }) => state === 'digested');
    const sent = all.find(({ event_id }) => event_id === gathered[0]?.batch_id);
    expect([gathered.length, new Set(gathered.map(({ batch_id }) => batch_id)).size]).toEqual([3, 1]);
    expect(sent).toMatchObject({ state: 'pending' });
    const { rows } = await database.pool.query('SELECT title_zh, body_zh FROM notice WHERE event_id = $1', [
      sent?.event_id,
    ]);
    expect(rows).toMatchObject([{ title_zh: '通知汇总：3条（2026年11月30日 17:30）' }]);
    expect((await makeScheduleStore(database.pool).read(person))?.nextDigestAt).toEqual(
      new Date('2026-12-01T00:30:00Z'),
    );
  });

  it('is not sent when there is nothing in it', async () => {
    await set({ digest });
    now = new Date('2026-12-05T09:30:00Z');
    await closeDigests();
    expect(await deliveries()).toEqual([]);
  });

  it('of a group chat is made of what chats may read', async () => {
    const robot = randomUUID();
    await database.pool.query(
      `INSERT INTO robot (id, kind, name, park, role, language, sealed, fingerprint, hint, changed_by)
       VALUES ($1, 'wecom', '演示群', 'software', 'task-force', 'zh', '', '', '', 'test')`,
      [robot],
    );
    await set({ digest }, 0, robot);
    const zh = { title: '群里的标题', body: '' };
    const spoken = aNotice({ severity: 'info', robot: { zh, en: zh } });
    await database.inTransaction((tx) => planNotices(tx, [spoken]));
    now = new Date('2026-12-01T09:30:00Z');
    await closeDigests();
    const { rows } = await database.pool.query(
      `SELECT body_zh, channel FROM delivery JOIN notice USING (event_id) WHERE event_type LIKE '%digest'`,
    );
    expect(rows).toMatchObject([
      { channel: 'robot', body_zh: expect.stringContaining('群里的标题') as string },
    ]);
  });

  it('given up sends what was gathered by itself', async () => {
    await set({ digest });
    await tell();
    await set({ digest: null }, 1);
    expect(await deliveries()).toMatchObject([{ state: 'pending', batch_id: null }]);
  });

  it('has each message exactly once, however plans, sweeps and changes meet', async () => {
    await set({ digest });
    let revision = 1;
    for (let round = 0; round < 8; round++) {
      now = new Date(now.getTime() + 9 * 3_600_000);
      const changing = set({ digest: round % 3 === 1 ? null : digest }, revision++);
      await Promise.all([
        tell('info', now, 5),
        closeDigests(),
        tell('info', now, 5),
        changing,
        closeDigests(),
      ]);
    }
    now = new Date(now.getTime() + 24 * 3_600_000);
    await closeDigests();
    await set({ digest: null }, revision);
    const all = await deliveries();
    const { rows: digests } = await database.pool.query<{ id: string; messages: number }>(
      'SELECT id, messages FROM digest',
    );
    const members = Map.groupBy(
      all.filter(({ state }) => state === 'digested'),
      ({ batch_id }) => batch_id,
    );
    expect(all.filter(({ state }) => state === 'gathered')).toEqual([]);
    expect(all).toHaveLength(80 + digests.length);
    for (const { id, messages } of digests) expect(members.get(id)).toHaveLength(messages);
    expect(members.size).toBe(digests.length);
  });
});

it('a time of day is written as it was read', () => {
  for (const text of ['00:00', '08:30', '23:59']) expect(writeTimeOfDay(timeOfDay(text))).toBe(text);
});
