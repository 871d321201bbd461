import { randomUUID } from 'node:crypto';
import { workingCalendar } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCloseObligation } from '../../adapters/acknowledgement/obligation-store.ts';
import { makeListSupervision, makeReadSupervision } from '../../adapters/acknowledgement/list-supervision.ts';
import { makeObligationSweep } from '../../adapters/acknowledgement/obligation-sweep.ts';
import { planStep } from '../../adapters/plan-notices.ts';
import { historySentence } from '../../domain/acknowledgement/history-sentence.ts';
import { anAccount, aShortfall } from '../../testing/events.ts';
import { deliveringTo } from '../../testing/fanned-out.ts';
import { notificationDatabase, type NotificationDatabase } from '../../testing/notification-database.ts';
import type { Swept } from '../sweep-one-by-one.ts';
import { makeEscalateOverdue } from './escalate-overdue.ts';

let database: NotificationDatabase;
let now = new Date();
const published: NewEvent[] = [];
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());
beforeEach(async () => {
  published.length = 0;
  now = monday;
  await database.pool.query(
    'TRUNCATE official, address, notice, message, delivery, obligation, obligation_line, robot',
  );
  await database.pool.query('DROP TRIGGER IF EXISTS broken ON obligation');
});

// A Monday; three working days after it end on Thursday at midnight.
const monday = new Date('2026-11-30T02:00:00Z');
const days = (n: number): Date => new Date(monday.getTime() + n * 24 * 3_600_000);
const deliver = (...slice: NewEvent[]): Promise<void> => deliveringTo(database, () => now)(slice);
const failures: unknown[] = [];
const escalate = (): Promise<Swept> =>
  makeEscalateOverdue({
    transaction: database.inTransaction,
    sweep: makeObligationSweep(database.pool),
    planStep,
    append: async (_tx, events) => void published.push(...events),
    nudge: () => {},
    calendar: workingCalendar(),
    clock: () => now,
    failed: (_id, error) => void failures.push(error),
  })();
const acknowledge = (eventId: string, officialId: string): Promise<void> =>
  database.inTransaction((tx) => makeCloseObligation(workingCalendar())(tx, eventId, officialId, now));
const overdue = () => makeListSupervision(database.pool)({ state: 'overdue', at: now, parks: '*' }, 100);
const messagesOf = async (officialId: string): Promise<readonly Record<string, unknown>[]> =>
  (
    await database.pool.query(
      `SELECT event_type, origin_event_id, step, title_zh, body_zh FROM message JOIN notice USING (event_id)
       WHERE official_id = $1 ORDER BY number`,
      [officialId],
    )
  ).rows;

const [operator, otherOperator, taskForce, leader] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const everybody = (): Promise<void> =>
  deliver(
    anAccount(operator, { roles: ['park-operator'], username: 'operator', name: '演示运营' }),
    anAccount(otherOperator, { roles: ['park-operator'], parks: ['software', 'ip'], username: 'other' }),
    anAccount(taskForce, { roles: ['task-force'], username: 'force', name: '演示专班' }),
    anAccount(leader, { roles: ['district-leader'], parks: '*', username: 'leader' }),
  );
const told = async (): Promise<string> => {
  const event = aShortfall({ time: now });
  await deliver(event);
  return event.id;
};

describe('what has to be acknowledged', () => {
  it('has one owner, a due date in working days and a line of history from the moment it is told', async () => {
    await everybody();
    const eventId = await told();
    const [obligation] = await makeListSupervision(database.pool)({ state: 'open', at: now, parks: '*' }, 10);
    expect(obligation).toMatchObject({
      eventId,
      role: 'park-operator',
      owner: { id: operator, name: '演示运营' },
      dueAt: new Date('2026-12-03T16:00:00Z'),
      lastLine: { kind: 'opened' },
    });
    expect(await overdue()).toEqual([]);
    expect(historySentence(obligation?.lastLine as never).zh).toBe(
      '由园区运营方 演示运营签收，期限2026年12月3日 24:00。',
    );
  });

  it('goes from the person to the task force to the district leader, told once per step', async () => {
    await everybody();
    const eventId = await told();
    now = days(3);
    expect(await escalate()).toEqual({ handled: 0, parked: 0 });
    now = days(4);
    expect(await escalate()).toEqual({ handled: 1, parked: 0 });
    expect(await escalate()).toEqual({ handled: 0, parked: 0 });
    expect((await messagesOf(taskForce)).at(-1)).toMatchObject({
      event_type: 'cn.yuanqu.notification.message.escalated',
      origin_event_id: eventId,
      step: 1,
      title_zh: '【督办】逾期未签收：【预警】泉州软件园入驻率68.00%，低于目标70.00%',
    });
    expect(await overdue()).toMatchObject([
      {
        eventId,
        step: 1,
        role: 'task-force',
        owner: { id: taskForce },
        dueAt: new Date('2026-12-09T16:00:00Z'),
      },
    ]);
    now = days(10);
    await escalate();
    expect(await overdue()).toMatchObject([{ role: 'district-leader', owner: { username: 'leader' } }]);
    now = days(30);
    await escalate();
    expect(await escalate()).toEqual({ handled: 0, parked: 0 });
    const { history } = (await makeReadSupervision(database.pool)(eventId, '*')) ?? { history: [] };
    expect(history.map(({ kind, role }) => `${kind} ${role}`)).toEqual([
      'opened park-operator',
      'escalated task-force',
      'escalated district-leader',
      'overdue district-leader',
    ]);
    expect(published.map(({ data }) => data)).toMatchObject([
      { step: 1, overdueRole: 'park-operator', overdueOwner: operator, toRole: 'task-force' },
      { step: 2, overdueRole: 'task-force', toRole: 'district-leader' },
      { step: 3, overdueRole: 'district-leader' },
    ]);
  });

  it('is told once per step when several instances sweep at once, cut off wherever', async () => {
    await everybody();
    for (let n = 0; n < 20; n++) await told();
    now = days(4);
    await Promise.all([escalate(), escalate(), escalate()]);
    const { rows } = await database.pool.query(
      'SELECT count(*)::int AS n, count(DISTINCT origin_event_id)::int AS events FROM notice WHERE step = 1',
    );
    expect(rows).toEqual([{ n: 20, events: 20 }]);
    expect(await messagesOf(leader)).toHaveLength(20);
  });

  it('is closed by its owner, or by anybody of a role whose turn it is or was', async () => {
    await everybody();
    const byOwner = await told();
    await acknowledge(byOwner, operator);
    const byAnother = await told();
    await acknowledge(byAnother, otherOperator);
    const late = await told();
    now = days(4);
    await escalate();
    expect((await overdue()).map(({ eventId }) => eventId)).toEqual([late]);
    await acknowledge(late, leader);
    expect(await overdue()).toHaveLength(1);
    await acknowledge(late, operator);
    expect(await overdue()).toEqual([]);
    const read = await makeReadSupervision(database.pool)(late, ['software']);
    expect(read?.history.at(-1)).toMatchObject({ kind: 'acknowledged', person: { id: operator } });
    expect(await makeReadSupervision(database.pool)(late, ['ip'])).toBeUndefined();
  });

  it('is closed through the message of a step as well', async () => {
    await everybody();
    const eventId = await told();
    now = days(4);
    await escalate();
    const { rows } = await database.pool.query<{ event_id: string }>(
      'SELECT event_id FROM notice WHERE origin_event_id = $1',
      [eventId],
    );
    await acknowledge(rows[0]?.event_id ?? '', taskForce);
    expect(await overdue()).toEqual([]);
  });

  it('begins with the first role of which somebody was told, who are not told a second time', async () => {
    await deliver(anAccount(taskForce, { username: 'force' }));
    const eventId = await told();
    await escalate();
    const read = await makeReadSupervision(database.pool)(eventId, '*');
    expect(read?.obligation).toMatchObject({ step: 1, role: 'task-force', owner: { id: taskForce } });
    expect(read?.obligation.dueAt).toEqual(new Date('2026-12-03T16:00:00Z'));
    expect(await messagesOf(taskForce)).toHaveLength(1);
  });

  it('goes on at once where a later role has nobody, and has no owner where nobody at all was told', async () => {
    await deliver(
      anAccount(operator, { roles: ['park-operator'], username: 'operator' }),
      anAccount(leader, { roles: ['district-leader'], parks: '*', username: 'leader' }),
    );
    const eventId = await told();
    now = days(4);
    await escalate();
    await escalate();
    const read = await makeReadSupervision(database.pool)(eventId, '*');
    expect(read?.obligation).toMatchObject({ role: 'district-leader', owner: { id: leader } });
    expect(read?.history.map(({ person }) => person?.id ?? null)).toEqual([operator, null, leader]);
    await database.pool.query('TRUNCATE official');
    const nobody = await makeReadSupervision(database.pool)(await told(), '*');
    expect(nobody?.obligation).toMatchObject({
      role: 'park-operator',
      owner: null,
      dueAt: new Date('2026-12-09T16:00:00Z'),
    });
  });

  it('gets another owner of the role when its owner leaves', async () => {
    await everybody();
    await told();
    await deliver(anAccount(operator, { roles: ['park-operator'], active: false }, { revision: 2 }));
    const [obligation] = await makeListSupervision(database.pool)({ state: 'open', at: now, parks: '*' }, 10);
    expect(obligation).toMatchObject({ owner: { id: otherOperator }, lastLine: { kind: 'reassigned' } });
  });

  it('is owed once, however often its event comes', async () => {
    await everybody();
    const event = aShortfall({ time: now });
    await deliver(event);
    await deliver(event);
    now = days(1);
    await deliver(event);
    const { rows } = await database.pool.query('SELECT first_due_at FROM obligation');
    expect(rows).toEqual([{ first_due_at: new Date('2026-12-03T16:00:00Z') }]);
    expect((await database.pool.query('SELECT FROM obligation_line')).rowCount).toBe(1);
  });

  it('that cannot be dealt with is parked, the others go on, and it is taken up again later', async () => {
    await everybody();
    const bad = await told();
    await told();
    await database.pool.query(
      `CREATE OR REPLACE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF NEW.step > OLD.step AND NEW.event_id = '${bad}' THEN RAISE 'broken'; END IF; RETURN NEW; END $$`,
    );
    await database.pool.query(
      'CREATE TRIGGER broken BEFORE UPDATE ON obligation FOR EACH ROW EXECUTE FUNCTION break()',
    );
    now = days(4);
    expect(await escalate()).toEqual({ handled: 1, parked: 1 });
    expect(await escalate()).toEqual({ handled: 0, parked: 0 });
    await database.pool.query('DROP TRIGGER broken ON obligation');
    now = new Date(now.getTime() + 3_600_001);
    expect(await escalate()).toEqual({ handled: 1, parked: 0 });
    expect(await messagesOf(taskForce)).toHaveLength(4);
  });
});
