import { Day, newId, systemClock } from '@yuanqu/domain';
import { newEvent, type NewEvent, operatorClearOutDecided, topicNamed } from '@yuanqu/events';
import { createOutbox, type Relaying, startRelaying } from '@yuanqu/messaging';
import { embeddedBus } from '@yuanqu/messaging/embedded';
import { createLogger, makeTransaction } from '@yuanqu/service-kit';
import { eventually } from '@yuanqu/testing';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { registerTestPark } from '../testing/test-park.ts';
import { operatorCalls } from './operator-calls.ts';

let intake: IntakeUnderTest;
let assessment: Relaying;
let office: Send;
let assessor: Send;
let leader: Send;
let runJobAt: (at: string) => Promise<void>;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
  const { pool } = intake.database;
  const log = createLogger({ service: 'intake', level: 'silent' });
  // Assessment's outbox lies in the same database here: what matters is that its events come by the log.
  assessment = await startRelaying({
    service: 'assessment',
    pool,
    bus: embeddedBus({ sourceOf: () => pool }),
    topics: [topicNamed(operatorClearOutDecided.topic)],
    log,
    metrics: new Registry(),
    clock: systemClock,
  });
  const person = (subject: string, role: string) =>
    sendTo(intake, { subject, kind: 'person', roles: [role as never], parks: '*' });
  office = person('office', 'leading-group-office');
  assessor = person('assessor', 'assessor');
  leader = person('leader', 'district-leader');
  runJobAt = async (at) => {
    const { jobs } = operatorCalls({
      pool,
      transaction: makeTransaction(pool),
      outbox: createOutbox(() => {}),
      clock: () => new Date(at),
      log,
    });
    await jobs[0]?.run();
  };
});
afterAll(async () => {
  await assessment?.stop();
  await intake?.stop();
});

type Answer = Awaited<ReturnType<Send>>;
type Json = Record<string, never>;
const field = (answer: Answer, name: string): string => String((answer.body as Json)[name]);
const act = (by: Send, on: Answer, path: string, body?: object) =>
  by('POST', path, body, { 'if-match': `"${field(on, 'revision')}"` });
const items = async (path: string): Promise<readonly Json[]> =>
  ((await office('GET', path)).body as { items: Json[] }).items;
const publish = (...events: readonly NewEvent[]): Promise<void> =>
  createOutbox(() => {}).append(intake.database.pool, events);
const decided = (id: string, park: string, lastDay: string): NewEvent =>
  newEvent(operatorClearOutDecided, {
    subject: id,
    revision: 9,
    time: new Date(),
    data: {
      park,
      operator: `operator-${park}`,
      operatorName: '旧运营',
      lastDay,
      reason: '连续不达标',
      decidedBy: 'leader',
    },
  });
const countOf = async (type: string, park: string): Promise<number> => {
  const { rowCount } = await intake.database.pool.query(
    `SELECT FROM messaging.outbox WHERE body::json->>'type' = $1 AND body::json->'data'->>'park' = $2`,
    [`cn.yuanqu.intake.${type}.v1`, park],
  );
  return rowCount ?? 0;
};
const inDays = (days: number): Day => Day.plus(Day.of(systemClock()), days);

/** The revision that somebody read. */
const seen = (revision: number) => ({ 'if-match': `"${revision}"` });

describe('a decision to clear out', () => {
  it('ends the contract, opens the hand-over and a call, once, however often it is told', async () => {
    await registerTestPark(intake.database.pool, { code: 'cleared', units: 1 });
    const id = newId();
    const lastDay = inDays(10);
    await publish(decided(id, 'cleared', lastDay));
    // The same decision as another event: as after a restore, when the log is read again.
    await publish(decided(id, 'cleared', lastDay));
    await eventually(async () => (await items('/operator-handovers?park=cleared')).length > 0, {
      withinMs: 20_000,
    });
    await publish(decided(id, 'cleared', lastDay));
    await eventually(async () => (await intake.service.messaging.lag()).every(({ lag }) => lag === 0), {
      withinMs: 20_000,
    });
    expect(await countOf('operator.contract-ended', 'cleared')).toBe(1);
    expect(await countOf('operator-call.handover-opened', 'cleared')).toBe(1);
    expect(await countOf('operator-call.opened', 'cleared')).toBe(1);
    const until = new Date(Day.endMs(lastDay)).toISOString();
    expect(await items('/parks/cleared/operator-contracts')).toMatchObject([
      { operator: 'operator-cleared', until },
    ]);
    expect(await items('/operator-handovers?park=cleared')).toMatchObject([
      { id, status: 'open', outcome: 'ended', until, cause: { kind: 'clear-out', by: 'leader' } },
    ]);
  });

  it('goes on to the next operator, who takes over what is open', async () => {
    const { pool } = intake.database;
    await pool.query(
      `INSERT INTO task (id, kind, park, about, opened_at, due_at) VALUES ($1, 'complete-enterprise', 'cleared', 'x', now(), now())`,
      [newId()],
    );
    for (const code of ['next-op', 'other-op'])
      await office('PUT', `/operators/${code}`, { name: `${code} 公司` });
    const [call] = await items('/operator-calls?park=cleared');
    const path = `/operator-calls/${call?.['id']}`;
    const open = (await sendTo(intake, {})('GET', '/open-operator-calls')) as Answer;
    expect(open).toMatchObject({ status: 200, body: { items: [{ park: 'cleared', cause: 'clear-out' }] } });
    const first = await office('GET', path);
    expect(
      await act(office, first, `${path}/applications`, { operator: 'operator-cleared', words: '…' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'operator-call.leaving' },
    });
    expect(
      await act(office, first, `${path}/applications`, { operator: 'nobody', words: '…' }),
    ).toMatchObject({
      status: 404,
      body: { code: 'intake.unknown-operator' },
    });
    const one = await act(office, first, `${path}/applications`, { operator: 'next-op', words: '方案' });
    expect(
      await act(office, first, `${path}/applications`, { operator: 'other-op', words: '方案' }),
    ).toMatchObject({
      body: { code: 'request.changed-meanwhile' },
    });
    await act(assessor, one, `${path}/applications`, { operator: 'other-op', words: '方案' });
    await runJobAt('2027-06-01T00:00:00Z');
    const deciding = await office('GET', path);
    expect(deciding).toMatchObject({
      body: { status: 'deciding', nextCommands: expect.arrayContaining(['admit']) },
    });
    expect(
      await act(office, deciding, `${path}/admission`, { operator: 'next-op', reason: '…' }),
    ).toMatchObject({ status: 403 });
    const admitted = await act(leader, deciding, `${path}/admission`, {
      operator: 'next-op',
      reason: '方案最优',
    });
    expect(admitted).toMatchObject({
      body: { status: 'admitted', admitted: { operator: 'next-op', by: 'leader' } },
    });
    const [old] = await items('/parks/cleared/operator-contracts');
    expect(await act(office, admitted, `${path}/contract`, { from: '2026-01-01T00:00:00Z' })).toMatchObject({
      status: 409,
      body: { code: 'intake.park-has-operator' },
    });
    expect(await act(office, admitted, `${path}/contract`, { from: old?.['until'] })).toMatchObject({
      body: { status: 'contracted' },
    });

    const [handover] = await items('/operator-handovers?park=cleared');
    const on = `/operator-handovers/${handover?.['id']}`;
    let now = await office('GET', on);
    expect(await act(office, now, `${on}/complete`)).toMatchObject({
      body: { code: 'operator-handover.items-missing' },
    });
    for (const item of ['clients', 'open-cases', 'tasks', 'keys', 'money'])
      now = await act(office, now, `${on}/items/${item}`, { words: '已交接' });
    expect(now).toMatchObject({
      status: 200,
      body: {
        items: expect.arrayContaining([
          expect.objectContaining({
            code: 'tasks',
            done: expect.objectContaining({ counted: 1, by: 'office' }),
          }),
        ]),
      },
    });
    expect(await act(office, now, `${on}/complete`)).toMatchObject({
      body: { status: 'done', successor: 'next-op', passed: { tasks: 1 } },
    });
    const saga = (await office('GET', `${on}/saga`)).body as { steps: { step: string; state: string }[] };
    expect(saga.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'decided done',
      'contract-ended done',
      'called done',
      'admitted done',
      'contracted done',
      'items-handed-over done',
      'done done',
    ]);
    expect(await items('/parks/cleared/operator-contracts')).toMatchObject([
      { operator: 'next-op' },
      { operator: 'operator-cleared' },
    ]);
  });

  it('that comes when another operator has the park does nothing but say so', async () => {
    await registerTestPark(intake.database.pool, { code: 'late', units: 1 });
    await office('PUT', '/operators/quick-op', { name: '接手公司' });
    const [contract] = await items('/parks/late/operator-contracts');
    const until = new Date().toISOString();
    await office('POST', `/parks/late/operator-contracts/${contract?.['id']}/end`, { until }, seen(1));
    await office('POST', '/parks/late/operator-contracts', { operator: 'quick-op', from: until });
    const before = await items('/parks/late/operator-contracts');
    const id = newId();
    await publish(decided(id, 'late', inDays(10)));
    await eventually(async () => (await office('GET', `/operator-handovers/${id}`)).status === 200, {
      withinMs: 20_000,
    });
    expect(await office('GET', `/operator-handovers/${id}`)).toMatchObject({
      body: { status: 'too-late', outcome: 'over-already', until, successor: 'quick-op', nextCommands: [] },
    });
    expect(await items('/parks/late/operator-contracts')).toEqual(before);
    expect(await items('/operator-calls?park=late')).toEqual([]);
    expect(await countOf('operator.contract-ended', 'late')).toBe(1);
    expect(await countOf('operator-call.clear-out-late', 'late')).toBe(1);
    const saga = (await office('GET', `/operator-handovers/${id}/saga`)).body as {
      steps: { step: string; state: string }[];
    };
    expect(saga.steps.map(({ state }) => state)).toEqual([
      'done',
      'not-needed',
      'not-needed',
      'not-needed',
      'not-needed',
      'not-needed',
      'not-needed',
    ]);
  });

  it('for a day that is over when it comes ends the contract now', async () => {
    await registerTestPark(intake.database.pool, { code: 'overdue', units: 1 });
    const id = newId();
    const told = Date.now();
    await publish(decided(id, 'overdue', inDays(-3)));
    await eventually(async () => (await office('GET', `/operator-handovers/${id}`)).status === 200, {
      withinMs: 20_000,
    });
    const { until } = (await office('GET', `/operator-handovers/${id}`)).body as { until: string };
    expect(Date.parse(until)).toBeGreaterThanOrEqual(told);
    expect(await items('/parks/overdue/operator-contracts')).toMatchObject([{ until }]);
  });
});

describe('a contract', () => {
  it('is renewed without a break, and left by agreement with a hand-over and a call', async () => {
    await registerTestPark(intake.database.pool, {
      code: 'agreed',
      units: 1,
      contractUntil: new Date('2027-01-01T00:00:00Z'),
    });
    const contracts = '/parks/agreed/operator-contracts';
    const [contract] = await items(contracts);
    const renew = () =>
      office(
        'POST',
        `${contracts}/${contract?.['id']}/renew`,
        { until: '2028-01-01T00:00:00.000Z' },
        seen(1),
      );
    const renewed = await renew();
    expect(renewed).toMatchObject({
      body: { from: '2027-01-01T00:00:00.000Z', until: '2028-01-01T00:00:00.000Z' },
    });
    expect(await renew()).toEqual(renewed);
    const leaving = { until: '2027-06-01T00:00:00.000Z', reason: '战略调整' };
    const exit = await office('POST', `${contracts}/${field(renewed, 'id')}/exit`, leaving, seen(1));
    expect(exit).toMatchObject({
      body: { status: 'open', cause: { kind: 'exit', by: 'office' }, until: '2027-06-01T00:00:00.000Z' },
    });
    expect(await items('/operator-calls?park=agreed')).toMatchObject([
      { cause: 'exit', leaving: 'operator-agreed' },
    ]);
    const again = await office('POST', '/operator-calls', {
      park: 'agreed',
      words: '…',
      closesOn: '2027-03-01',
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'operator-call.running' } });
  });

  it('is called for by the office, in a park that has none, up to a day to come', async () => {
    const call = (closesOn: string, park = 'software') =>
      office('POST', '/operator-calls', { park, words: '…', closesOn });
    expect(await call('2026-02-30')).toMatchObject({ status: 400 });
    expect(await call('2026-01-01')).toMatchObject({
      status: 400,
      body: { code: 'operator-call.closes-past' },
    });
    expect(await call('2099-01-01', 'nowhere')).toMatchObject({
      status: 404,
      body: { code: 'intake.unknown-park' },
    });
    expect(await call('2099-01-01')).toMatchObject({
      status: 201,
      body: { status: 'open', cause: 'vacancy' },
    });
  });

  it('is handed over by a checklist that the office sets', async () => {
    const line = { zh: '公章', en: 'Seals', position: 9 };
    expect(await office('PUT', '/handover-items/seals', line)).toMatchObject({
      body: { items: expect.arrayContaining([{ code: 'seals', ...line, retired: false, revision: 1 }]) },
    });
    const other = { ...line, position: 8 };
    expect(await office('PUT', '/handover-items/seals', other)).toMatchObject({ status: 428 });
    expect(await office('PUT', '/handover-items/seals', other, seen(1))).toMatchObject({ status: 200 });
    expect(await office('PUT', '/handover-items/seals', line, seen(1))).toMatchObject({
      status: 412,
      body: { revision: 2 },
    });
    expect(await office('PUT', '/handover-items/Seals!', line)).toMatchObject({ status: 400 });
    expect(await assessor('PUT', '/handover-items/seals', line)).toMatchObject({ status: 403 });
  });
});
