import { newEvent, type NewEvent, operatorContracted, operatorContractEnded } from '@yuanqu/events';
import { createOutbox } from '@yuanqu/messaging';
import { createLogger, makeTransaction } from '@yuanqu/service-kit';
import type { TestClaims } from '@yuanqu/service-kit/testing';
import { eventually, fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../testing/start-assessment.ts';
import { firmTold, parkTold, seen, unitsTold } from '../testing/told-events.ts';
import { operatorStanding } from './operator-standing.ts';

const assessor = { subject: 'assessor', name: '考核员', roles: ['assessor' as const] };
const office = { subject: 'office', name: '领导小组办公室', roles: ['leading-group-office' as const] };
const leader = { subject: 'leader', roles: ['district-leader' as const] };
const taskForce = { subject: 'task-force', roles: ['task-force' as const], parks: ['poor'] };
const operator = {
  subject: 'somebody-of-op-poor',
  roles: ['park-operator' as const],
  parks: ['poor'],
  operator: 'op-poor',
};
const stranger = { ...operator, subject: 'stranger', operator: 'op-else' };

const clock = fakeClock('2026-11-20T00:00:00Z');
let service: AssessmentUnderTest;
let runJob: (signal?: AbortSignal) => Promise<void>;

const contracted = (
  park: string,
  more: { readonly until?: string; readonly revision?: number } = {},
): NewEvent =>
  newEvent(operatorContracted, {
    subject: `op-${park}`,
    revision: more.revision ?? 1,
    time: clock(),
    data: {
      operator: `op-${park}`,
      name: `${park} 运营`,
      park,
      from: '2024-01-01T00:00:00.000Z',
      ...(more.until !== undefined && { until: more.until }),
    },
  });
const contractEnded = (park: string, until: string, revision = 2): NewEvent =>
  newEvent(operatorContractEnded, {
    subject: `op-${park}`,
    revision,
    time: clock(),
    data: { operator: `op-${park}`, name: `${park} 运营`, park, from: '2024-01-01T00:00:00.000Z', until },
  });

const poor = unitsTold('poor', 10);
const fine = unitsTold('fine', 4);

beforeAll(async () => {
  service = await startAssessment(clock, { YUANQU_RATE_LIMIT: '0' });
  const { pool } = service.database;
  const log = createLogger({ service: 'assessment', level: 'silent' });
  const { jobs } = operatorStanding({
    pool,
    transaction: makeTransaction(pool),
    outbox: createOutbox(() => {}),
    clock,
    log,
  });
  runJob = async (signal) => jobs[0]?.run(signal);
  await service.tell([
    firmTold('91350100M000100Y43', '6513'),
    parkTold('poor'),
    parkTold('fine'),
    parkTold('nobodys'),
    contracted('poor'),
    contracted('fine'),
    ...poor.events,
    ...fine.events,
    ...unitsTold('nobodys', 2).events,
    ...poor.units.map((unit) => seen(unit, 'vacant', '2026-02-01T00:00:00.000Z')),
    ...[1, 4, 5, 6, 7, 8, 9, 10].flatMap((month) =>
      fine.units.map((unit) =>
        seen(unit, 'let', `2026-${String(month).padStart(2, '0')}-20T00:00:00.000Z`, {
          uscc: '91350100M000100Y43',
        }),
      ),
    ),
  ]);
  await service.settled();
});
afterAll(() => service?.stop());

const call = (method: string, path: string, claims: TestClaims, body?: unknown) =>
  service.call(method, path, claims, body);
// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked into by tests only
async function publish(month: string): Promise<any> {
  expect((await call('POST', `/league-tables/${month}/close`, assessor)).status).toBe(200);
  const published = await call('POST', `/league-tables/${month}/publish`, office);
  expect(published.status).toBe(200);
  return published.body;
}
async function standingOf(park: string) {
  const { body } = await call('GET', `/operator-standings?park=${park}`, office);
  return body.items[0];
}
async function act(claims: TestClaims, park: string, what: string, body: object) {
  const { id, revision } = await standingOf(park);
  return service.call('POST', `/operator-standings/${id}/${what}`, claims, body, {
    'if-match': `"${revision}"`,
  });
}
async function told(type: string): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await service.database.pool.query<{ data: Record<string, unknown> }>(
    `SELECT body::json->'data' AS data FROM messaging.outbox
     WHERE body::json->>'type' = $1 ORDER BY partition, sequence`,
    [`cn.yuanqu.assessment.operator-standing.${type}.v1`],
  );
  return rows.map(({ data }) => data);
}

async function announced(): Promise<readonly object[]> {
  const { rows } = await service.database.pool.query<{ data: object }>(
    `SELECT body::json -> 'data' AS data FROM messaging.outbox
     WHERE topic = 'yuanqu.assessment.operator-standing-rule' ORDER BY sequence`,
  );
  return rows.map(({ data }) => data);
}

describe('operators are judged by each published month', () => {
  it('once, in order, those of them who had their park all month', async () => {
    await publish('2026-04');
    await runJob(AbortSignal.abort());
    expect((await standingOf('poor')).months).toEqual([]);
    await Promise.all([runJob(), runJob(), runJob()]);
    expect(await standingOf('poor')).toMatchObject({
      status: 'warned',
      operator: 'op-poor',
      streak: { poor: 1, good: 0 },
      months: [{ month: '2026-04', verdict: 'poor', before: 'good' }],
    });
    expect(await standingOf('fine')).toMatchObject({ status: 'good', streak: { good: 1 } });
    expect(await standingOf('nobodys')).toBeUndefined();
    await runJob();
    expect(await standingOf('poor')).toMatchObject({ status: 'warned', months: [{ month: '2026-04' }] });
    expect(await told('changed')).toMatchObject([
      { park: 'poor', from: 'good', to: 'warned', month: '2026-04' },
    ]);
  });

  it('and a month that is published before its predecessor waits for it', async () => {
    const { note } = await publish('2026-06');
    expect(note.zh).toBe('2026-05 尚未公布，公布后 2026-06 才计入运营机构评价。');
    await runJob();
    const { body } = await call('GET', '/operator-standing-months', assessor);
    expect(body).toMatchObject({
      judged: [{ month: '2026-04', outcome: 'judged', rule: '2021.1' }],
      coming: [{ month: '2026-06', how: 'waits', waitsFor: '2026-05' }],
      stuck: [],
    });
    expect((await standingOf('poor')).status).toBe('warned');
    await publish('2026-05');
    await runJob();
    expect(await standingOf('poor')).toMatchObject({
      status: 'interview',
      months: [{ month: '2026-04' }, { month: '2026-05' }, { month: '2026-06' }],
    });
  });

  it('and one that cannot be judged is tried again, while the others go on', async () => {
    const { pool } = service.database;
    const { id } = await standingOf('fine');
    const { rows } = await pool.query<{ state: object }>(
      'SELECT state FROM chassis.case_file WHERE id = $1',
      [id],
    );
    const put = (state: unknown) =>
      pool.query('UPDATE chassis.case_file SET state = $2 WHERE id = $1', [id, JSON.stringify(state)]);
    await put({ ...rows[0]?.state, months: null });
    await publish('2026-07');
    await runJob();
    const months = async () => (await call('GET', '/operator-standing-months', assessor)).body;
    expect(await months()).toMatchObject({ stuck: [{ month: '2026-07', version: 1, park: 'fine' }] });
    expect(await standingOf('poor')).toMatchObject({ status: 'clear-out-proposed' });
    await put(rows[0]?.state);
    await runJob();
    expect(await months()).toMatchObject({ stuck: [] });
    expect((await standingOf('fine')).months.at(-1)).toMatchObject({ month: '2026-07', verdict: 'good' });
  });

  it('by a rule that never reaches back', async () => {
    const definition = (await call('GET', '/operator-standing-rules', assessor)).body.items[0].definition;
    const rule = (more: object) => ({ version: '2026.9', effectiveFrom: '2026-09', definition, ...more });
    const add = (body: object) => call('POST', '/operator-standing-rules', assessor, body);
    expect(await add(rule({ effectiveFrom: '2026-07' }))).toMatchObject({
      status: 409,
      body: { code: 'assessment.standing-rule-reaches-back' },
    });
    const steps = definition.steps.toReversed();
    expect(await add(rule({ definition: { ...definition, steps } }))).toMatchObject({
      status: 400,
      body: { code: 'assessment.standing-rule-contradicts' },
    });
    expect(await add(rule({ definition: { ...definition, poor: {} } }))).toMatchObject({ status: 400 });
    const { days } = definition;
    const harsh = {
      poor: { grades: ['Z'] },
      steps: [{ poorMonths: 1, to: 'clear-out-proposed' }],
      days: { ...days, appeal: 0 },
    };
    expect((await add(rule({ definition: { ...definition, ...harsh } }))).body).toMatchObject({
      code: 'assessment.standing-rule-contradicts',
      errors: [
        { pointer: '/definition/steps/0/to' },
        { pointer: '/definition/poor/grades/0' },
        { pointer: '/definition/poor/grades' },
        { pointer: '/definition/days/appeal' },
      ],
    });
    expect((await add(rule({}))).status).toBe(201);
    expect(await add(rule({}))).toMatchObject({ body: { code: 'assessment.standing-rule-exists' } });
    expect(await announced()).toMatchObject([
      { version: '2026.9', effectiveFrom: '2026-09', announcedBy: 'assessor' },
    ]);
  });
});

describe('the way of an operator', () => {
  it('is its own to appeal, and its appeal is decided by somebody else', async () => {
    const evidence = [{ name: '入驻台账', where: '附件 1' }];
    expect(await act(stranger, 'poor', 'appeal', { words: '…', evidence })).toMatchObject({
      status: 403,
      body: { code: 'standing.not-your-operator' },
    });
    expect(await act(operator, 'poor', 'appeal', { words: '…', evidence: [] })).toMatchObject({
      status: 400,
    });
    expect(await act(operator, 'poor', 'appeal', { words: '数据有误', evidence })).toMatchObject({
      status: 200,
      body: { waitsFor: { what: 'decide-appeal' }, appeal: { evidence } },
    });
    expect(await act(leader, 'poor', 'clear-out-refusal', { reason: '…' })).toMatchObject({
      status: 409,
      body: { code: 'standing.appeal-open' },
    });
    expect(
      await act(assessor, 'poor', 'appeal-decision', { upheld: true, reason: '部分成立' }),
    ).toMatchObject({
      body: { status: 'interview', waitsFor: { what: 'hold-interview' } },
    });
    expect(await told('appeal-decided')).toMatchObject([{ outcome: 'upheld', month: '2026-07' }]);
  });

  it('is judged again when its month is published in a new version, and its rectification leads back', async () => {
    const reopening = await call('POST', '/league-tables/2026-05/reopenings', assessor, {
      reason: '补报观测数据，须重新评定',
    });
    const confirm = `/league-tables/2026-05/reopenings/${reopening.body.id}/confirm`;
    expect((await call('POST', confirm, office)).status).toBe(200);
    await service.tell([
      ...poor.units.map((unit) =>
        seen(unit, 'let', '2026-04-30T16:00:00.000Z', { uscc: '91350100M000100Y43', toldAt: clock() }),
      ),
      ...poor.units.map((unit) => seen(unit, 'vacant', '2026-06-01T16:00:00.000Z', { toldAt: clock() })),
    ]);
    await service.settled();
    await publish('2026-05');
    await runJob();
    expect(await standingOf('poor')).toMatchObject({
      status: 'warned',
      streak: { poor: 1 },
      months: [
        { month: '2026-04', verdict: 'poor' },
        { month: '2026-05', verdict: 'good', version: 2 },
        { month: '2026-06', verdict: 'poor' },
        { month: '2026-07', verdict: 'excused' },
      ],
    });
    await publish('2026-08');
    await runJob();
    expect(await standingOf('poor')).toMatchObject({
      status: 'rectifying',
      waitsFor: { who: 'park-operator', what: 'submit-plan' },
    });
    const plan = { words: '引进三家企业', doneBy: '2026-12-18' };
    expect(await act(operator, 'poor', 'plan', { ...plan, doneBy: '2026-12-32' })).toMatchObject({
      status: 400,
    });
    expect(await act(operator, 'poor', 'plan', plan)).toMatchObject({
      body: { deadline: { kind: 'rectification', dueAt: '2026-12-18T16:00:00.000Z' } },
    });
    expect(await act(taskForce, 'poor', 'rectification', { words: '已验收' })).toMatchObject({
      body: { status: 'warned' },
    });
    await publish('2026-09');
    await publish('2026-10');
    await runJob();
    expect(await standingOf('poor')).toMatchObject({ status: 'clear-out-proposed', streak: { poor: 4 } });
  });

  it('is decided by a person, after the time to appeal, and closed when intake has ended the contract', async () => {
    const decision = { lastDay: '2026-12-31', reason: '连续四个月不达标' };
    expect(await act(office, 'poor', 'clear-out', decision)).toMatchObject({ status: 403 });
    expect(await act(leader, 'poor', 'clear-out', decision)).toMatchObject({
      status: 409,
      body: { code: 'standing.too-early' },
    });
    clock.set('2026-11-30T00:00:00Z');
    expect(await act(leader, 'poor', 'clear-out', decision)).toMatchObject({
      body: { status: 'clear-out-decided', waitsFor: { who: 'intake', what: 'end-contract' } },
    });
    expect(await told('clear-out-decided')).toMatchObject([
      { park: 'poor', operator: 'op-poor', lastDay: '2026-12-31', decidedBy: 'leader' },
    ]);
    const { id } = await standingOf('poor');
    // Twice, as after a kill between the effect and the acknowledgement.
    await service.tell([contractEnded('poor', '2026-12-31T16:00:00.000Z')]);
    await service.tell([contractEnded('poor', '2026-12-31T16:00:00.000Z', 3)]);
    await service.settled();
    await eventually(async () => (await standingOf('poor')).contractUntil !== undefined, {
      withinMs: 20_000,
    });
    await runJob();
    expect(await standingOf('poor')).toMatchObject({
      status: 'clear-out-decided',
      waitsFor: { who: 'park-operator', what: 'leave-park', dueAt: '2026-12-31T16:00:00.000Z' },
    });
    clock.set('2026-12-31T16:00:00Z');
    await Promise.all([runJob(), runJob()]);
    expect(await standingOf('poor')).toMatchObject({
      status: 'cleared-out',
      endedOn: '2026-12-31T16:00:00.000Z',
    });
    const { body } = await call('GET', `/operator-standings/${id}/saga`, office);
    expect(body.steps.map(({ step, state }: Record<string, string>) => `${step} ${state}`)).toEqual([
      'warned done',
      'rectifying done',
      'interview done',
      'clear-out-proposed done',
      'clear-out-decided done',
      'contract-ended done',
    ]);
    expect((await told('changed')).filter(({ to }) => to === 'cleared-out')).toHaveLength(1);
    await runJob();
    expect((await call('GET', '/operator-standings?park=poor', office)).body.items).toHaveLength(1);
  });
});
