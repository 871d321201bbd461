import { randomUUID } from 'node:crypto';
import { workingCalendar } from '@yuanqu/domain';
import {
  applicationApproved,
  applicationOverdue,
  type NewEvent,
  newEvent,
  occupancyRecovered,
  operatorStandingOverdue,
  operatorStandingProceeded,
  taskClosed,
  taskOpened,
} from '@yuanqu/events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeListSupervision, makeReadSupervision } from '../../adapters/acknowledgement/list-supervision.ts';
import { makeCloseObligation } from '../../adapters/acknowledgement/obligation-store.ts';
import { makeObligationSweep } from '../../adapters/acknowledgement/obligation-sweep.ts';
import { makeListInbox } from '../../adapters/inbox-store.ts';
import { planStep } from '../../adapters/plan-notices.ts';
import { historySentence } from '../../domain/acknowledgement/history-sentence.ts';
import { anAccount, aShortfall } from '../../testing/events.ts';
import { deliveringTo } from '../../testing/fanned-out.ts';
import { notificationDatabase, type NotificationDatabase } from '../../testing/notification-database.ts';
import type { SupervisionFilter } from './supervision.ts';
import { makeEscalateOverdue } from './escalate-overdue.ts';

let database: NotificationDatabase;
let now = new Date();
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());

const [force, office, leader, operator] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
beforeEach(async () => {
  now = monday;
  await database.pool.query(
    'TRUNCATE official, address, notice, message, delivery, obligation, obligation_line',
  );
  await deliver(
    anAccount(force, { roles: ['task-force'], username: 'force', name: '演示专班' }),
    anAccount(office, { roles: ['leading-group-office'], parks: '*', username: 'office' }),
    anAccount(leader, { roles: ['district-leader'], parks: '*', username: 'leader' }),
    anAccount(operator, { roles: ['park-operator'], username: 'operator' }),
  );
});

const monday = new Date('2026-11-30T02:00:00Z');
const days = (n: number): Date => new Date(monday.getTime() + n * 24 * 3_600_000);
const deliver = (...slice: NewEvent[]): Promise<void> => deliveringTo(database, () => now)(slice);
const escalate = () =>
  makeEscalateOverdue({
    transaction: database.inTransaction,
    sweep: makeObligationSweep(database.pool),
    planStep,
    append: async () => {},
    nudge: () => {},
    calendar: workingCalendar(),
    clock: () => now,
    failed: (_id, error) => {
      throw error;
    },
  })();
const acknowledge = (eventId: string, officialId: string): Promise<void> =>
  database.inTransaction((tx) => makeCloseObligation(workingCalendar())(tx, eventId, officialId, now));
const list = (state: SupervisionFilter['state']) =>
  makeListSupervision(database.pool)({ state, at: now, parks: '*' }, 100);
const historyOf = async (eventId: string): Promise<readonly string[]> =>
  (await makeReadSupervision(database.pool)(eventId, '*'))?.history.map(
    ({ kind, role }) => `${kind} ${role}`,
  ) ?? [];

const application = {
  park: 'software',
  applicant: '演示动漫',
  industry: '6513',
  usage: 'office',
  areaM2: 300,
} as const;
const anOverdue = (subject: string = randomUUID(), revision = 3): NewEvent =>
  newEvent(applicationOverdue, {
    subject,
    revision,
    time: now,
    data: { ...application, reviewDueAt: '2026-11-27T16:00:00Z' },
  });
const anApproval = (subject: string): NewEvent =>
  newEvent(applicationApproved, {
    subject,
    revision: 9,
    time: now,
    data: { ...application, contractDueAt: '2026-12-30T16:00:00Z' },
  });

describe('a matter that is overdue', () => {
  it('is on the list at once, since its own date, with whom it is', async () => {
    const event = anOverdue();
    await deliver(event);
    expect(await list('overdue')).toMatchObject([
      {
        eventId: event.id,
        matter: { kind: 'application', id: event.subject, dueAt: new Date('2026-11-27T16:00:00Z') },
        overdueSince: new Date('2026-11-27T16:00:00Z'),
        owner: { id: force },
        doneAt: null,
      },
    ]);
  });

  it('stays when somebody acknowledges it, and goes higher up if it is not done by the date that follows', async () => {
    const event = anOverdue();
    await deliver(event);
    await acknowledge(event.id, force);
    expect(await list('overdue')).toMatchObject([
      {
        acknowledgedAt: monday,
        doneAt: null,
        dueAt: new Date('2026-12-02T16:00:00Z'),
        lastLine: { kind: 'acknowledged' },
      },
    ]);
    now = days(2);
    expect(await escalate()).toEqual({ handled: 0, parked: 0 });
    now = days(3);
    expect(await escalate()).toEqual({ handled: 1, parked: 0 });
    const { rows } = await database.pool.query<{ title_zh: string; body_zh: string }>(
      'SELECT title_zh, body_zh FROM message JOIN notice USING (event_id) WHERE official_id = $1 ORDER BY number DESC LIMIT 1',
      [office],
    );
    expect(rows[0]?.title_zh).toBe('【督办】逾期未办结：【预警】入驻申请逾期未审：演示动漫（software）');
    expect(rows[0]?.body_zh).toContain(
      '已由工作专班 演示专班签收，应于2026年12月2日 24:00前办结，至今未办结',
    );
    expect(await list('overdue')).toMatchObject([
      { role: 'leading-group-office', owner: { id: office }, acknowledgedAt: null },
    ]);
    await acknowledge(event.id, office);
    now = days(8);
    await escalate();
    await acknowledge(event.id, leader);
    now = days(20);
    await escalate();
    expect(await escalate()).toEqual({ handled: 0, parked: 0 });
    expect(await historyOf(event.id)).toEqual([
      'opened task-force',
      'acknowledged task-force',
      'raised leading-group-office',
      'acknowledged leading-group-office',
      'raised district-leader',
      'acknowledged district-leader',
      'undone district-leader',
    ]);
    expect(await list('overdue')).toHaveLength(1);
  });

  it('leaves the list with the event that says it is done, acknowledged or not, and is told to nobody higher up', async () => {
    const event = anOverdue();
    await deliver(event);
    now = days(1);
    await deliver(anApproval(event.subject));
    expect(await list('overdue')).toEqual([]);
    expect(await list('done')).toMatchObject([{ eventId: event.id, doneAt: days(1), acknowledgedAt: null }]);
    now = days(5);
    expect(await escalate()).toEqual({ handled: 0, parked: 0 });
    expect(await historyOf(event.id)).toEqual(['opened task-force', 'done task-force']);
  });

  it('ends with what was done after it, not before it, in one slice as well', async () => {
    const subject = randomUUID();
    const first = anOverdue(subject);
    now = days(1);
    const done = anApproval(subject);
    now = days(2);
    const again = anOverdue(subject, 12);
    await deliver(first, done, again);
    await deliver(done);
    expect((await list('overdue')).map(({ eventId }) => eventId)).toEqual([again.id]);
    await deliver(anApproval(randomUUID()));
    expect(await list('overdue')).toHaveLength(1);
  });

  it('goes to the person whom the step waits for, and ends when the next step begins', async () => {
    const subject = randomUUID();
    const operated = { park: 'software', operator: 'op', operatorName: '演示运营' };
    const overdue = (what: 'plan' | 'decision', revision: number): NewEvent =>
      newEvent(operatorStandingOverdue, {
        subject,
        revision,
        time: now,
        data: {
          ...operated,
          status: what === 'plan' ? 'rectifying' : 'clear-out-proposed',
          what,
          dueAt: now.toISOString(),
        },
      });
    await deliver(overdue('plan', 2));
    expect(await list('overdue')).toMatchObject([
      { matter: { kind: 'operator-plan' }, owner: { id: operator } },
    ]);
    now = days(1);
    await deliver(
      newEvent(operatorStandingProceeded, {
        subject,
        revision: 3,
        time: now,
        data: { ...operated, status: 'rectifying', step: 'plan-submitted' },
      }),
      overdue('decision', 4),
    );
    expect((await list('done')).map(({ matter }) => matter?.kind)).toEqual([
      'operator-plan',
      'operator-decision',
    ]);
    await deliver(overdue('decision', 5));
    expect(await list('overdue')).toMatchObject([
      { role: 'district-leader', owner: { id: leader }, steps: [] },
    ]);
  });

  it('is a task whose date has passed without anybody being asked to acknowledge it', async () => {
    const subject = randomUUID();
    const task = { kind: 'complete-enterprise', park: 'software', about: '91350100M000100Y43' } as const;
    const opened = newEvent(taskOpened, {
      subject,
      revision: 1,
      time: now,
      data: { ...task, dueAt: days(3).toISOString() },
    });
    await deliver(opened);
    expect(await list('overdue')).toEqual([]);
    now = days(4);
    expect(await escalate()).toEqual({ handled: 0, parked: 0 });
    expect(await list('overdue')).toMatchObject([{ matter: { kind: 'task' }, owner: { id: operator } }]);
    await deliver(newEvent(taskClosed, { subject, revision: 2, time: now, data: task }));
    expect(await list('overdue')).toEqual([]);
  });
});

describe('a park below its target', () => {
  it('is settled by its recovery', async () => {
    const event = aShortfall({ time: now });
    await deliver(event);
    now = days(9);
    expect(await list('overdue')).toHaveLength(1);
    await deliver(
      newEvent(occupancyRecovered, {
        subject: 'software',
        revision: 99,
        time: now,
        data: {
          park: 'software',
          name: '泉州软件园',
          rate: 0.71,
          target: 0.7,
          letM2: 7_100,
          lettableM2: 10_000,
          at: now.toISOString(),
        },
      }),
    );
    expect(await list('overdue')).toEqual([]);
    const done = (await list('done'))[0]?.lastLine;
    expect(done && historySentence(done).zh).toBe('已办结。');
  });
});

describe('the inbox', () => {
  it('says what has to be acknowledged by whom until when, in the text and beside it, and what became of it', async () => {
    const event = anOverdue();
    await deliver(event);
    const inboxOf = (person: string, filter: 'all' | 'to-acknowledge') =>
      makeListInbox(database.pool)(person, { filter, limit: 10 });
    const [message] = await inboxOf(force, 'to-acknowledge');
    expect(message?.wording.zh.body).toMatch(
      /现已逾期，请尽快办理。须由工作专班于2026年12月1日 24:00前签收。$/,
    );
    expect(message?.wording.en.body).toContain(
      'To be acknowledged by the task force before 1 December 2026 at 24:00',
    );
    expect(message?.asked).toMatchObject({
      role: 'task-force',
      owner: { id: force, name: '演示专班' },
      dueAt: new Date('2026-12-01T16:00:00Z'),
      isMatter: true,
    });
    expect(await inboxOf(office, 'to-acknowledge')).toEqual([]);
    await acknowledge(event.id, force);
    expect(await inboxOf(force, 'to-acknowledge')).toEqual([]);
    await deliver(anApproval(event.subject));
    expect((await inboxOf(office, 'all'))[0]?.asked).toMatchObject({ doneAt: monday });
  });
});
