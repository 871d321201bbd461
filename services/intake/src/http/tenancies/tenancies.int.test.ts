import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenLet } from '../../testing/seen-let.ts';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { institutionUscc, someUscc } from '../../testing/updates.ts';

let intake: IntakeUnderTest;
let operator: Send;
let taskForce: Send;
let office: Send;
let tenant: Send;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' }, park: { units: 60 } });
  const person = (subject: string, role: string, more: object = {}) =>
    sendTo(intake, { subject, kind: 'person', roles: [role as never], ...more });
  operator = person('operator', 'park-operator');
  taskForce = person('task-force', 'task-force');
  office = person('task-force-2', 'task-force');
  tenant = person('boss', 'enterprise', { parks: [], enterprise: someUscc });
});
afterAll(() => intake?.stop());

type Answer = Awaited<ReturnType<Send>>;
const field = (answer: Answer, name: string): string =>
  String((answer.body as Record<string, unknown>)[name]);
const act = (by: Send, on: Answer, what: string, body: object = {}) =>
  by('POST', `/tenancies/${field(on, 'id')}/${what}`, body, {
    'if-match': `"${field(on, 'revision')}"`,
  });

let next = 0;
/** Units that no other test has. */
const some = (count: number): readonly string[] => intake.park.units.slice(next, (next += count));
const someone = { uscc: someUscc.toLowerCase(), name: '演示租户' };
const withoutApplication = { ground: 'sitting-tenant', reason: '平台启用前已入驻' };
const intend = async (units: readonly string[], more: object = {}) => {
  await seenLet(intake.database.pool, intake.park, units, someUscc);
  const answer = await operator('POST', '/tenancies', {
    park: 'software',
    tenant: someone,
    withoutApplication,
    units,
    ...more,
  });
  expect(answer).toMatchObject({ status: 201, body: { status: 'intended', legalStatus: 'reserved' } });
  return answer;
};
const terms = { from: '2026-01-01', until: '2040-12-31', rentFen: '4500' };
const contract = async (units: readonly string[]) => act(operator, await intend(units), 'sign', terms);
const legalStatuses = async (units: readonly string[]) => {
  const { rows } = await intake.database.pool.query<{ status: string | null }>(
    'SELECT DISTINCT legal_status AS status FROM unit WHERE code = ANY ($1)',
    [units],
  );
  return rows.map(({ status }) => status);
};

describe('a tenancy', () => {
  it('reserves its units, lets them once signed, and frees them at its end', async () => {
    const units = some(2);
    const intended = await intend(units);
    expect(await legalStatuses(units)).toEqual(['reserved']);
    const signed = await act(operator, intended, 'sign', terms);
    expect(signed).toMatchObject({
      status: 200,
      body: { status: 'in-force', areaM2: 200, tenant: { uscc: someUscc }, terms },
    });
    expect(await legalStatuses(units)).toEqual(['let']);
    expect(await act(operator, signed, 'exit', { on: '2020-01-01', reason: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'tenancy.before-start' },
    });
    const ended = await act(operator, signed, 'exit', { on: '2026-01-31', reason: '搬迁' });
    expect(ended).toMatchObject({ body: { status: 'ended', ended: { how: 'early', on: '2026-01-31' } } });
    expect(await legalStatuses(units)).toEqual(['vacant']);
    const history = await taskForce('GET', `/tenancies/${field(ended, 'id')}/history`);
    expect((history.body as { items: { what: string }[] }).items.map(({ what }) => what)).toEqual([
      'intended',
      'signed',
      'started',
      'exit-agreed',
      'ended',
    ]);
  });

  it('holds its units against every other, whoever comes at the same time', async () => {
    const [first = '', second = ''] = some(2);
    await seenLet(intake.database.pool, intake.park, [first, second], someUscc);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        operator('POST', '/tenancies', {
          park: 'software',
          tenant: someone,
          withoutApplication,
          units: index % 2 ? [first, second] : [second, first],
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const won = answers.find(({ status }) => status === 201) as Answer;
    const refused = answers.find(({ status }) => status === 409) as Answer;
    expect(refused).toMatchObject({
      body: { code: 'tenancy.unit-taken', units: [first, second], tenancies: [field(won, 'id')] },
    });
    expect(field(refused, 'detail')).toContain(`GET /tenancies/${field(won, 'id')}`);
    await act(operator, won, 'withdraw', { reason: '另选房源' });
    await intend([first]);
  });

  it('takes whole floors, changes its units and rent, and is assigned and renewed', async () => {
    const [kept = '', given = '', taken = ''] = some(3);
    const application = await approved({ areaM2: 200 }, '演示承继方');
    const signed = await contract([kept, given]);
    expect(await act(operator, signed, 'change', { reason: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'tenancy.nothing-to-change' },
    });
    const changed = await act(operator, signed, 'change', {
      units: [kept, taken],
      rentFen: '5000',
      reason: '换房',
    });
    expect(changed).toMatchObject({ body: { terms: { rentFen: '5000' } } });
    expect(await legalStatuses([kept, taken])).toEqual(['let']);
    expect(await legalStatuses([given])).toEqual(['vacant']);
    const assigned = await act(operator, changed, 'assign', {
      application,
      reason: '重组',
    });
    expect(assigned).toMatchObject({ body: { tenant: { name: '演示承继方' }, application } });
    expect(await taskForce('GET', `/applications/${application}`)).toMatchObject({
      body: { status: 'contracted', tenancy: field(assigned, 'id') },
    });
    expect(await act(operator, assigned, 'assign', { application, reason: '再转' })).toMatchObject({
      status: 409,
      body: { code: 'tenancy.application-not-approved' },
    });
    expect(
      await act(operator, assigned, 'assign', { tenant: { name: '无申请' }, reason: '转' }),
    ).toMatchObject({ status: 400 });
    expect(await act(operator, assigned, 'renew', { until: '2040-01-01' })).toMatchObject({
      status: 400,
      body: { code: 'tenancy.not-longer' },
    });
    const floor = await operator('POST', '/tenancies', {
      park: 'software',
      tenant: { uscc: institutionUscc, name: '演示法庭' },
      withoutApplication: { ground: 'state-body', reason: '巡回法庭' },
      despite: '整层腾退中',
      floors: [{ building: 'A', floor: 1 }],
    });
    expect(floor).toMatchObject({ status: 409, body: { code: 'tenancy.unit-taken' } });
  });

  it('keeps its units from being cut', async () => {
    const [unit = ''] = some(1);
    await contract([unit]);
    const first = { 'if-match': '"1"' };
    const into = [40, 60].map((areaM2, index) => ({ unit: `${unit}-${index}`, areaM2 }));
    const cut = { at: new Date().toISOString(), into };
    expect(await operator('POST', `/units/software/${unit}/split`, cut, first)).toMatchObject({
      status: 409,
      body: { code: 'intake.cut-of-held-unit' },
    });
  });

  it('has its units corrected for a reason only, which is told', async () => {
    const [unit = ''] = some(1);
    await contract([unit]);
    const first = { 'if-match': '"1"' };
    const correct = (body: object) => operator('PATCH', `/units/software/${unit}`, body, first);
    expect(await correct({ areaM2: 1 })).toMatchObject({
      status: 409,
      body: { code: 'intake.correction-of-held-unit' },
    });
    expect(await correct({ areaM2: 99, despite: '测绘更正' })).toMatchObject({
      status: 200,
      body: { areaM2: 99, revision: 2 },
    });
    const { rows } = await intake.database.pool.query<{ reason: string }>(
      `SELECT body::json -> 'data' ->> 'reason' AS reason FROM messaging.outbox
       WHERE type LIKE '%unit.changed%' AND body::json -> 'data' ->> 'unit' = $1`,
      [unit],
    );
    expect(rows).toEqual([{ reason: '测绘更正' }]);
  });

  it('is told of its units: whether they are let, reserved or free, and which one holds them', async () => {
    const [let1 = '', reserved = '', free = ''] = some(3);
    const signed = await contract([let1]);
    const intended = await intend([reserved]);
    const read = (unit: string) => operator('GET', `/units/software/${unit}`);
    expect(await read(let1)).toMatchObject({
      status: 200,
      body: { unit: let1, legalStatus: 'let', tenancy: field(signed, 'id'), revision: 1 },
    });
    expect((await read(free)).body).toMatchObject({ legalStatus: 'free' });
    expect((await read(free)).body).not.toHaveProperty('tenancy');
    expect(await read('NO-1')).toMatchObject({ status: 404, body: { code: 'intake.unknown-unit' } });
    const codes = async (query: string) => {
      const { body } = await operator('GET', `/parks/software/units?limit=500&${query}`);
      return (body as { items: { unit: string }[] }).items.map(({ unit }) => unit);
    };
    expect(await codes('legalStatus=let')).toContain(let1);
    expect(await codes('legalStatus=reserved')).toEqual(expect.arrayContaining([reserved]));
    expect(await codes('legalStatus=free')).toContain(free);
    expect(await codes('legalStatus=free')).not.toContain(let1);
    await act(operator, intended, 'withdraw', { reason: '另选' });
    expect((await read(reserved)).body).toMatchObject({ legalStatus: 'free' });
    const past = `at=${encodeURIComponent(new Date(Date.now() - 60_000).toISOString())}`;
    expect(await operator('GET', `/parks/software/units?legalStatus=let&${past}`)).toMatchObject({
      status: 400,
      body: { code: 'intake.legal-status-of-now' },
    });
    const { body } = await operator('GET', `/parks/software/units?limit=500&${past}`);
    expect(JSON.stringify(body)).not.toContain('legalStatus');
  });

  it('is refused where it makes no sense, with what to do', async () => {
    const ask = (body: object) => operator('POST', '/tenancies', { park: 'software', ...body });
    expect(await ask({ units: some(1), withoutApplication })).toMatchObject({
      body: { code: 'tenancy.no-tenant' },
    });
    expect(await ask({ tenant: someone, withoutApplication })).toMatchObject({
      body: { code: 'tenancy.no-units' },
    });
    expect(await ask({ tenant: someone, withoutApplication, units: ['NO-1'] })).toMatchObject({
      body: { code: 'intake.unknown-unit' },
    });
    expect(
      await ask({ tenant: { ...someone, uscc: 'wrong' }, withoutApplication, units: some(1) }),
    ).toMatchObject({ status: 400 });
    const intended = await intend(some(1));
    expect(await act(operator, intended, 'sign', { ...terms, until: '2025-01-01' })).toMatchObject({
      body: { code: 'tenancy.term-backwards' },
    });
    expect(await act(operator, intended, 'sign', { ...terms, from: '2026-02-30' })).toMatchObject({
      status: 400,
    });
    expect(await act(operator, intended, 'sign', { ...terms, from: '1990-01-01' })).toMatchObject({
      status: 400,
      body: { code: 'tenancy.before-units' },
    });
    expect(await act(operator, intended, 'sign', { ...terms, rentFen: '1000001' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/rentFen' }] },
    });
    expect(await act(operator, intended, 'renew', { until: '2040-12-31' })).toMatchObject({
      status: 409,
      body: { code: 'tenancy.not-now', allowed: ['sign', 'withdraw'] },
    });
  });

  it('is seen by its tenant, who enters nothing', async () => {
    const signed = await contract(some(1));
    const at = `/tenancies/${field(signed, 'id')}`;
    expect(await tenant('GET', at)).toMatchObject({ status: 200 });
    expect(await act(tenant, signed, 'exit', { on: '2026-01-31', reason: '…' })).toMatchObject({
      status: 403,
    });
    const other = await operator('POST', '/tenancies', {
      park: 'software',
      tenant: { uscc: institutionUscc, name: '别家' },
      withoutApplication: { ground: 'state-body', reason: '巡回法庭' },
      units: some(1),
    });
    expect(await tenant('GET', `/tenancies/${field(other, 'id')}`)).toMatchObject({ status: 404 });
  });
});

/** An application for offices, approved by the task force. */
async function approved(wanted: object, name = '演示申请人'): Promise<string> {
  const drafted = await operator('POST', '/applications', {
    park: 'software',
    applicant: { name, industry: '6513', contact: { name: '林小明', phone: '13812345678' } },
    trade: '工业软件开发',
    wanted: { usage: 'office', areaM2: 100, ...wanted },
    promised: {},
  });
  const application = field(drafted, 'id');
  expect(
    await operator('POST', '/tenancies', { park: 'software', application, units: some(1) }),
  ).toMatchObject({ body: { code: 'tenancy.application-not-approved' } });
  const onApplication = (by: Send, answer: Answer, what: string) =>
    by('POST', `/applications/${application}/${what}`, {}, { 'if-match': `"${field(answer, 'revision')}"` });
  const submitted = await onApplication(operator, drafted, 'submit');
  expect(await onApplication(taskForce, submitted, 'approve')).toMatchObject({
    body: { status: 'approved' },
  });
  return application;
}

describe('an approved application', () => {
  const take = (application: string, units: readonly string[], more: object = {}) =>
    operator('POST', '/tenancies', { park: 'software', application, units, ...more });

  it('is fulfilled by a contract, one only', async () => {
    const application = await approved({});
    const intended = await take(application, some(1));
    expect(await take(application, some(1))).toMatchObject({
      status: 409,
      body: { code: 'tenancy.application-taken', tenancy: field(intended, 'id') },
    });
    const signed = await act(operator, intended, 'sign', terms);
    expect(signed).toMatchObject({ body: { tenant: { name: '演示申请人' }, application } });
    expect(await taskForce('GET', `/applications/${application}`)).toMatchObject({
      body: { status: 'contracted', tenancy: field(signed, 'id') },
    });
  });

  it('is for units of its usage, of its area, in which nobody else is seen, or for a reason that is kept', async () => {
    const application = await approved({ areaM2: 200 });
    const [shop = '', office = '', others = ''] = some(3);
    const { pool } = intake.database;
    await pool.query(`UPDATE unit SET usage = 'shop' WHERE code = $1`, [shop]);
    await seenLet(pool, intake.park, [others], someUscc);
    for (const [units, misfits] of [
      [[shop, office], ['usage']],
      [[office], ['area']],
      [[office, others], ['other-tenant']],
      [[shop], ['usage', 'area']],
    ])
      expect(await take(application, units as string[])).toMatchObject({
        status: 409,
        body: { code: 'tenancy.not-as-applied', misfits },
      });
    const despite = '申请人同意先用商铺';
    const intended = await take(application, [shop], { despite });
    expect(intended).toMatchObject({ status: 201, body: { despite } });
    const history = await taskForce('GET', `/tenancies/${field(intended, 'id')}/history`);
    expect(history).toMatchObject({ body: { items: [{ what: 'intended', fact: { despite } }] } });
  });

  it('is what a tenancy comes of, but for who sits there already and bodies of the state', async () => {
    const [unit = '', seen = ''] = some(2);
    await seenLet(intake.database.pool, intake.park, [seen], someUscc);
    const ask = (units: readonly string[], tenancy: object) =>
      operator('POST', '/tenancies', { park: 'software', units, ...tenancy });
    const sits = { tenant: someone, withoutApplication };
    expect(await ask([unit], { application: await approved({}), tenant: someone })).toMatchObject({
      status: 400,
      body: { code: 'tenancy.tenant-and-application' },
    });
    const ofState = {
      tenant: { uscc: institutionUscc, name: '演示法庭' },
      withoutApplication: { ground: 'state-body', reason: '巡回法庭' },
    };
    const application = await approved({});
    for (const tenancy of [{ tenant: { name: '抢占公司' } }, { application, withoutApplication }])
      expect(await ask([unit], tenancy)).toMatchObject({
        status: 400,
        body: { code: 'tenancy.no-application' },
      });
    for (const [units, tenancy] of [
      [[seen, unit], sits],
      [[unit], { ...ofState, tenant: someone }],
      [[unit], { ...ofState, tenant: { name: '无代码' } }],
      [[unit], { ...sits, tenant: { name: '无代码' } }],
    ] as const)
      expect(await ask(units, tenancy)).toMatchObject({
        status: 409,
        body: { code: 'tenancy.no-exception' },
      });
    expect(await ask([seen], ofState)).toMatchObject({ body: { code: 'tenancy.not-as-applied' } });
    const placed = await ask([unit], ofState);
    expect(placed).toMatchObject({ status: 201, body: { withoutApplication: { ground: 'state-body' } } });
    const { rows } = await intake.database.pool.query<{ type: string; data: object }>(
      `SELECT type, body::json -> 'data' AS data FROM messaging.outbox WHERE body::json ->> 'subject' = $1`,
      [field(placed, 'id')],
    );
    expect(rows).toEqual([
      {
        type: 'cn.yuanqu.intake.tenancy.entered-without-application.v1',
        data: expect.objectContaining({ ground: 'state-body', reason: '巡回法庭', units: [unit] }) as object,
      },
    ]);
  });

  it('is wanted for much more space, too', async () => {
    const [unit = '', more = ''] = some(2);
    const signed = await contract([unit]);
    expect(await act(operator, signed, 'change', { units: [unit, more], reason: '扩租' })).toMatchObject({
      status: 409,
      body: { code: 'tenancy.grows' },
    });
  });
});

describe('a clear-out', () => {
  it('gives the tenant a hearing, which somebody else decides, before the units are free', async () => {
    const units = some(1);
    const signed = await contract(units);
    expect(await act(operator, signed, 'clear-out-notice', { reason: '低端物流' })).toMatchObject({
      status: 403,
    });
    const noticed = await act(taskForce, signed, 'clear-out-notice', { reason: '低端物流' });
    expect(noticed).toMatchObject({ body: { status: 'clearing-out', legalStatus: 'let' } });
    expect(await act(taskForce, noticed, 'clear-out')).toMatchObject({ body: { code: 'tenancy.too-early' } });
    const asked = await act(tenant, noticed, 'hearing-request', { statement: '已整改' });
    expect(asked).toMatchObject({ status: 200, body: { clearOut: { hearing: 'requested' } } });
    const decision = { result: 'upheld', reason: '未见整改' };
    expect(await act(taskForce, asked, 'hearing', decision)).toMatchObject({
      status: 403,
      body: { code: 'tenancy.own-notice' },
    });
    const upheld = await act(office, asked, 'hearing', decision);
    expect(await act(taskForce, upheld, 'clear-out')).toMatchObject({
      body: { status: 'ended', ended: { how: 'cleared-out' } },
    });
    expect(await legalStatuses(units)).toEqual(['vacant']);
  });
});
