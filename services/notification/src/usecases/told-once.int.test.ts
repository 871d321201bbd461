import { randomUUID } from 'node:crypto';
import { AppError, workingCalendar } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCloseObligation } from '../adapters/acknowledgement/obligation-store.ts';
import { makeObligationSweep } from '../adapters/acknowledgement/obligation-sweep.ts';
import { makeAbsenceStore } from '../adapters/deputies/absence-store.ts';
import { makeRetryDelivery } from '../adapters/ledger.ts';
import { planStep } from '../adapters/plan-notices.ts';
import { makeDigestSweep } from '../adapters/schedule/digest-sweep.ts';
import { makeScheduleStore } from '../adapters/schedule/schedule-store.ts';
import { timeOfDay } from '../domain/schedule/time-of-day.ts';
import { anAccount, aShortfall } from '../testing/events.ts';
import { deliveringTo } from '../testing/fanned-out.ts';
import { notificationDatabase, type NotificationDatabase } from '../testing/notification-database.ts';
import { makeEscalateOverdue } from './acknowledgement/escalate-overdue.ts';
import { makeAddAbsence } from './deputies/change-absences.ts';
import { makeCloseDigests } from './schedule/close-digests.ts';
import { makeSetSchedule } from './schedule/set-schedule.ts';

let database: NotificationDatabase;
let now = new Date();
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());

const monday = new Date('2026-11-30T02:00:00Z');
const calendar = workingCalendar();
const clock = (): Date => now;
const quiet = { nudge: () => {}, audit: async () => {} };
const people = [
  { id: randomUUID(), roles: ['park-operator'], parks: ['software'] },
  { id: randomUUID(), roles: ['park-operator', 'task-force'], parks: ['software', 'ip'] },
  { id: randomUUID(), roles: ['park-operator', 'task-force'], parks: '*' as const },
  { id: randomUUID(), roles: ['task-force', 'district-leader'], parks: '*' as const },
];

type Command =
  | { readonly kind: 'happen'; readonly event: number }
  | { readonly kind: 'change'; readonly person: number; readonly active: boolean }
  | { readonly kind: 'away'; readonly person: number; readonly deputy: number; readonly hours: number }
  | { readonly kind: 'pass'; readonly hours: number }
  | { readonly kind: 'escalate' }
  | { readonly kind: 'digest' }
  | { readonly kind: 'schedule'; readonly person: number; readonly on: boolean }
  | { readonly kind: 'acknowledge'; readonly person: number; readonly event: number }
  | { readonly kind: 'retry' };

const person = fc.nat(people.length - 1);
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('happen' as const), event: fc.nat(3) }) },
  fc.record({ kind: fc.constant('change' as const), person, active: fc.boolean() }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('away' as const),
      person,
      deputy: person,
      hours: fc.integer({ min: 1, max: 300 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 120 }) }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'escalate' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'digest' as const }) },
  fc.record({ kind: fc.constant('schedule' as const), person, on: fc.boolean() }),
  fc.record({ kind: fc.constant('acknowledge' as const), person, event: fc.nat(3) }),
  fc.constant({ kind: 'retry' as const }),
);

/** One run: its events happen at the clock of their first time and come again as they were. */
function aWorld() {
  const deliver = deliveringTo(database, clock);
  const events: NewEvent[] = [];
  const revisions = people.map(() => 1);
  const eventAt = (n: number): NewEvent =>
    (events[n] ??= aShortfall({ time: now, rate: n % 2 ? 0.5 : 0.68 }));
  const sweeps = { transaction: database.inTransaction, nudge: quiet.nudge, calendar, clock };
  const failed = (_id: string, error: unknown): never => {
    throw error;
  };
  const escalate = makeEscalateOverdue({
    ...sweeps,
    sweep: makeObligationSweep(database.pool),
    planStep,
    append: async () => {},
    failed,
  });
  const closeDigests = makeCloseDigests({ ...sweeps, sweep: makeDigestSweep(database.pool), failed });
  const schedules = makeScheduleStore(database.pool);
  const setSchedule = makeSetSchedule({ ...sweeps, schedules, audit: quiet.audit });
  const addAbsence = makeAddAbsence({
    ...sweeps,
    absences: makeAbsenceStore(database.pool),
    audit: quiet.audit,
  });
  const account = (n: number, active: boolean): NewEvent => {
    const { id = '', ...rest } = people[n] ?? {};
    return anAccount(id, { ...rest, active }, { revision: revisions[n] ?? 1, time: now });
  };

  async function run(command: Command): Promise<unknown> {
    switch (command.kind) {
      case 'happen':
        return deliver([eventAt(command.event)]);
      case 'change':
        revisions[command.person] = (revisions[command.person] ?? 1) + 1;
        return deliver([account(command.person, command.active)]);
      case 'away':
        return addAbsence(idOf(command.person), {
          deputy: idOf(command.deputy),
          from: now,
          until: new Date(now.getTime() + command.hours * 3_600_000),
        });
      case 'pass':
        now = new Date(now.getTime() + command.hours * 3_600_000);
        return undefined;
      case 'escalate':
        return escalate();
      case 'digest':
        return closeDigests();
      case 'schedule': {
        const revision = (await schedules.read(idOf(command.person)))?.revision ?? 0;
        const digest = { times: [timeOfDay('08:30')], below: 'critical', workingDaysOnly: false } as const;
        return setSchedule(
          idOf(command.person),
          revision,
          { quietHours: null, digest: command.on ? digest : null },
          'inbox',
        );
      }
      case 'acknowledge':
        return database.inTransaction((tx) =>
          makeCloseObligation(workingCalendar())(tx, eventAt(command.event).id, idOf(command.person), now),
        );
      case 'retry':
        return retryAll();
    }
  }

  return {
    begin: () => deliver(people.map((_, n) => account(n, true))),
    // What is refused (a loop, an overlap) is refused, and nothing has happened.
    run: (command: Command) =>
      run(command).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      }),
  };
}

const idOf = (n: number): string => people[n]?.id ?? '';

async function retryAll(): Promise<void> {
  const { rows } = await database.pool.query<{ event_id: string; official_id: string; channel: 'email' }>(
    `UPDATE delivery SET state = 'dead' WHERE state = 'pending' RETURNING event_id, official_id, channel`,
  );
  for (const { event_id: eventId, official_id: officialId, channel } of rows)
    await makeRetryDelivery(database.pool)({ eventId, officialId, channel });
}

/** How often who was told of which event at which step, where that is more than once; and the ledger's own sums. */
async function toldTwice(): Promise<readonly unknown[]> {
  const { rows } = await database.pool.query(
    `SELECT official_id, coalesce(origin_event_id, event_id) AS event, coalesce(step, 0) AS step, count(*) AS times
     FROM message JOIN notice USING (event_id) GROUP BY 1, 2, 3 HAVING count(*) > 1
     UNION ALL
     SELECT official_id, coalesce(origin_event_id, event_id), coalesce(step, 0), count(*)
     FROM delivery JOIN notice USING (event_id) GROUP BY official_id, 2, 3, channel HAVING count(*) > 1
     UNION ALL
     SELECT NULL, origin_event_id, step, count(*) FROM notice WHERE step IS NOT NULL GROUP BY 2, 3 HAVING count(*) > 1
     UNION ALL
     SELECT recipient_id, id, NULL, messages FROM digest
     WHERE messages <> (SELECT count(*) FROM delivery WHERE state = 'digested' AND batch_id = digest.id)
     UNION ALL
     SELECT owner_id, event_id, step, NULL FROM obligation
     WHERE (SELECT count(*) FROM notice WHERE origin_event_id = obligation.event_id)
           <> (SELECT count(*) FROM obligation_line AS line WHERE line.event_id = obligation.event_id AND kind = 'escalated')
        OR NOT EXISTS (SELECT FROM obligation_line AS line WHERE line.event_id = obligation.event_id)`,
  );
  return rows;
}

const emptied = `TRUNCATE official, address, notice, message, delivery, delivery_attempt, absence, obligation, obligation_line,
  delivery_schedule, digest, robot`;

describe('whatever happens', () => {
  it('nobody is told twice of one event and step: planned, redelivered, escalated, deputised, digested, tried again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { minLength: 5, maxLength: 40 }), async (commands) => {
        await database.pool.query(emptied);
        now = monday;
        const world = aWorld();
        await world.begin();
        for (const command of commands) await world.run(command);
        expect(await toldTwice()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('nor when it all happens at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { minLength: 10, maxLength: 30 }), async (commands) => {
        await database.pool.query(emptied);
        now = monday;
        const world = aWorld();
        await world.begin();
        await world.run({ kind: 'happen', event: 0 });
        await world.run({ kind: 'pass', hours: 120 });
        await Promise.all(commands.filter(({ kind }) => kind !== 'pass').map(world.run));
        expect(await toldTwice()).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
