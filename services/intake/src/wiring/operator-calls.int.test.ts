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
import { someUscc } from '../testing/updates.ts';
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
    await pool.query(`UPDATE unit SET status = 'let', uscc = $1 WHERE park = 'cleared'`, [someUscc]);
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
          expect.objectContaining({
            code: 'clients',
            done: expect.objectContaining({ counted: 1, to: 'next-op' }),
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
    const until = new Date().toISOString();
    await intake.database.pool.query(`UPDATE operator_contract SET until_at = $1 WHERE park = 'late'`, [
      until,
    ]);
    await intake.database.pool.query(
      `INSERT INTO operator_contract (id, operator, park, from_at) VALUES ($1, 'quick-op', 'late', $2)`,
      [newId(), until],
    );
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
    expect(await countOf('operator.contract-ended', 'late')).toBe(0);
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

describe('an operator that was renewed ahead', () => {
  const year = { contractUntil: new Date('2027-01-01T00:00:00Z') };
  const renewedAhead = async (code: string) => {
    await registerTestPark(intake.database.pool, { code, units: 1, ...year });
    const path = `/parks/${code}/operator-contracts`;
    const [contract] = await items(path);
    const renewal = await office(
      'POST',
      `${path}/${contract?.['id']}/renew`,
      { until: '2028-01-01' },
      seen(1),
    );
    expect(renewal).toMatchObject({
      status: 200,
      body: { from: '2027-01-01T00:00:00.000Z', until: '2027-12-31T16:00:00.000Z' },
    });
    return { path, id: contract?.['id'] };
  };

  it('leaves by agreement before the renewal begins, which is annulled with it', async () => {
    const { path, id } = await renewedAhead('ahead');
    const until = new Date(Day.startMs('2026-12-31' as Day)).toISOString();
    expect(
      await office('POST', `${path}/${id}/exit`, { until: '2026-12-31', reason: '协议退出' }, seen(1)),
    ).toMatchObject({
      status: 200,
      body: { status: 'open', outcome: 'ended', until },
    });
    expect(await items(path)).toMatchObject([
      { from: '2027-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' },
      { until },
    ]);
    const again = await office(
      'POST',
      `${path}/${id}/exit`,
      { until: '2026-12-30', reason: '再次' },
      seen(2),
    );
    expect(again).toMatchObject({ status: 409, body: { code: 'operator-contract.leaving-already' } });
  });

  it('leaves with the end of its contract: the renewal alone is annulled', async () => {
    const { path, id } = await renewedAhead('atend');
    const until = '2027-01-01T00:00:00.000Z';
    expect(await office('POST', `${path}/${id}/exit`, { until, reason: '不再续约' }, seen(1))).toMatchObject({
      body: { status: 'open', outcome: 'ended', until },
    });
    expect(await items(path)).toMatchObject([{ from: until, until }, { until }]);
  });

  it('is cleared out with what it was renewed to', async () => {
    const { path } = await renewedAhead('renewed');
    const id = newId();
    const lastDay = inDays(5);
    await publish(decided(id, 'renewed', lastDay));
    await eventually(async () => (await office('GET', `/operator-handovers/${id}`)).status === 200, {
      withinMs: 20_000,
    });
    expect(await items(path)).toMatchObject([
      { from: '2027-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' },
      { until: new Date(Day.endMs(lastDay)).toISOString() },
    ]);
  });
});

describe('the next operator of a park', () => {
  const runs = (code: string, contractUntil?: Date) =>
    registerTestPark(intake.database.pool, { code, units: 1, ...(contractUntil && { contractUntil }) });
  const contractsOf = (code: string) => `/parks/${code}/operator-contracts`;
  const operator = (code: string) => office('PUT', `/operators/${code}`, { name: `${code} 公司` });
  /** Has the call admit the operator and sign. */
  const comeOutOf = async (call: string, code: string, from: string) => {
    const path = `/operator-calls/${call}`;
    await act(assessor, await office('GET', path), `${path}/applications`, { operator: code, words: '…' });
    await runJobAt('2027-06-01T00:00:00Z');
    const admitted = await act(leader, await office('GET', path), `${path}/admission`, {
      operator: code,
      reason: '…',
    });
    return act(office, admitted, `${path}/contract`, { from });
  };

  it('comes out of a call: none is contracted past it, and no contract ends in the past or without a reason', async () => {
    await runs('inorder');
    await operator('pushed-op');
    const [contract] = await items(contractsOf('inorder'));
    const exit = (body: object) =>
      office('POST', `${contractsOf('inorder')}/${contract?.['id']}/exit`, body, seen(1));
    expect(await exit({ until: inDays(-1), reason: '…' })).toMatchObject({
      status: 400,
      body: { code: 'operator-contract.ends-past' },
    });
    expect(await exit({ until: inDays(1) })).toMatchObject({ status: 400 });
    const past = { operator: 'pushed-op', from: inDays(1), until: inDays(300) };
    expect(await office('POST', contractsOf('inorder'), past)).toMatchObject({
      body: { code: 'intake.park-has-operator' },
    });
    expect(await exit({ until: inDays(1), reason: '协议退出' })).toMatchObject({
      status: 200,
      body: { status: 'open', cause: { kind: 'exit', reason: '协议退出' } },
    });
    expect(await office('POST', contractsOf('inorder'), past)).toMatchObject({
      status: 409,
      body: { code: 'operator-contract.by-call' },
    });
    const [call] = await items('/operator-calls?park=inorder');
    const signed = await comeOutOf(String(call?.['id']), 'pushed-op', inDays(1));
    expect(signed).toMatchObject({ status: 200, body: { status: 'contracted' } });
    const [now] = await items(contractsOf('inorder'));
    expect(now).toMatchObject({ operator: 'pushed-op', id: (signed.body as Json)['contract']?.['id'] });
  });

  it('takes over from one whose contract ran out, which hands over too', async () => {
    await runs('runout', new Date(Day.startMs(inDays(3))));
    await operator('after-op');
    const body = { park: 'runout', words: '…', closesOn: inDays(30) };
    const call = await office('POST', '/operator-calls', body);
    expect(call).toMatchObject({ status: 201, body: { cause: 'vacancy' } });
    await comeOutOf(field(call, 'id'), 'after-op', inDays(60));
    expect(await items('/operator-handovers?park=runout')).toMatchObject([
      { operator: 'operator-runout', outcome: 'over-already', successor: 'after-op', status: 'open' },
    ]);
  });

  it('is sought by the call that is open when one leaves, without whoever leaves', async () => {
    await runs('sought', new Date(Day.startMs(inDays(90))));
    const body = { park: 'sought', words: '…', closesOn: inDays(30) };
    const call = await office('POST', '/operator-calls', body);
    const path = `/operator-calls/${field(call, 'id')}`;
    await act(office, call, `${path}/applications`, { operator: 'operator-sought', words: '…' });
    const [contract] = await items(contractsOf('sought'));
    const exit = `${contractsOf('sought')}/${contract?.['id']}/exit`;
    const left = await office('POST', exit, { until: inDays(10), reason: '…' }, seen(1));
    expect(left).toMatchObject({ body: { call: field(call, 'id') } });
    expect(await items('/operator-calls?park=sought')).toMatchObject([
      {
        cause: 'exit',
        leaving: 'operator-sought',
        handover: field(left, 'id'),
        applicants: [{ operator: 'operator-sought', withdrawn: '离场' }],
      },
    ]);
    const renew = `${contractsOf('sought')}/${contract?.['id']}/renew`;
    expect(await office('POST', renew, {}, seen(2))).toMatchObject({
      body: { code: 'operator-contract.by-call' },
    });
  });

  it('has its hand-over due after its first day, and nothing is handed to nobody before it has signed', async () => {
    await runs('handed');
    await operator('heir-op');
    const [contract] = await items(contractsOf('handed'));
    const exit = `${contractsOf('handed')}/${contract?.['id']}/exit`;
    const left = await office('POST', exit, { until: inDays(10), reason: '…' }, seen(1));
    const path = `/operator-handovers/${field(left, 'id')}`;
    const [call] = await items('/operator-calls?park=handed');
    expect(field(left, 'dueAt') > String(call?.['closesAt'])).toBe(true);
    expect(await act(office, left, `${path}/items/keys`, { words: '已交' })).toMatchObject({
      status: 409,
      body: { code: 'operator-handover.no-successor' },
    });
    const states = async () =>
      ((await office('GET', `${path}/saga`)).body as { steps: { state: string }[] }).steps.map(
        ({ state }) => state,
      );
    expect(await states()).toEqual(['done', 'done', 'done', 'now', 'to-come', 'to-come', 'to-come']);
    await comeOutOf(String(call?.['id']), 'heir-op', inDays(80));
    const planned = await office('GET', path);
    expect(field(planned, 'dueAt') > new Date(Day.startMs(inDays(80))).toISOString()).toBe(true);
    expect(await act(office, planned, `${path}/items/keys`, { words: '已交' })).toMatchObject({
      body: {
        items: expect.arrayContaining([
          expect.objectContaining({ code: 'keys', done: expect.objectContaining({ to: 'heir-op' }) }),
        ]),
      },
    });
    expect(await states()).toEqual(['done', 'done', 'done', 'done', 'done', 'now', 'to-come']);
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

  it('is called for by the office, in a park that has none without an end, up to a day to come', async () => {
    const call = (closesOn: string, park = 'software') =>
      office('POST', '/operator-calls', { park, words: '…', closesOn });
    expect(await call('2026-02-30')).toMatchObject({ status: 400 });
    await registerTestPark(intake.database.pool, {
      code: 'expiring',
      units: 1,
      contractUntil: new Date(Day.startMs(inDays(30))),
    });
    for (const day of ['2026-01-01', inDays(0)])
      expect(await call(day, 'expiring')).toMatchObject({
        status: 400,
        body: { code: 'operator-call.closes-past' },
      });
    expect(await call('2099-01-01', 'nowhere')).toMatchObject({
      status: 404,
      body: { code: 'intake.unknown-park' },
    });
    expect(await call('2099-01-01')).toMatchObject({
      status: 409,
      body: { code: 'operator-call.has-operator' },
    });
    expect(await call('2099-01-01', 'expiring')).toMatchObject({
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
