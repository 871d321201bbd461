import { Month } from '@yuanqu/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { anUpdate } from '../../testing/updates.ts';

const one = '91350100M000100Y43';
const other = '91440300708461136T';
const third = '91110000802100433B';

describe('duplicates of the registry', () => {
  let intake: IntakeUnderTest;
  let operator: Send;
  let taskForce: Send;
  const last = Month.previous(Month.of(Date.now()));
  const before = Month.previous(last);
  const facts = { industry: '6513', staff: 20 };
  const report = { stage: 'final', source: '企业自报' };
  const figures = (uscc: string, month: string) => `/enterprises/${uscc}/figures/software/${month}`;

  beforeAll(async () => {
    intake = await startIntake({ park: { units: 9 } });
    operator = sendTo(intake, { kind: 'person', subject: 'po', roles: ['park-operator'] });
    taskForce = sendTo(intake, { kind: 'person', subject: 'tf', roles: ['task-force'] });
    const seen = sendTo(intake);
    await seen('POST', '/occupancy', anUpdate(intake.park, { unit: 'A-0001', status: 'let', uscc: one }));
    await seen('POST', '/occupancy', anUpdate(intake.park, { unit: 'A-0002', status: 'let', uscc: other }));
    const provisional = { 'if-match': '"1"' };
    await operator('PUT', `/enterprises/${one}`, { ...facts, name: '泉州(示例)有限公司' }, provisional);
    await operator('PUT', `/enterprises/${other}`, { ...facts, name: '泉州（示例）有限公司' }, provisional);
    await operator('PUT', figures(one, last), { ...report, outputFen: '100' });
    await operator('PUT', figures(one, before), { ...report, outputFen: '90' });
    await operator('PUT', figures(other, last), { ...report, outputFen: '200' });
  });
  afterAll(() => intake?.stop());

  const revisionOf = async (uscc: string) => {
    const { rows } = await intake.database.pool.query<{ revision: number }>(
      'SELECT revision FROM enterprise WHERE id = $1',
      [uscc],
    );
    return { 'if-match': `"${rows[0]?.revision}"` };
  };
  const events = async (topic: string, key: string) =>
    (
      await intake.database.pool.query<{ type: string; data: Record<string, unknown> }>(
        `SELECT type, body::json->'data' AS data FROM messaging.outbox WHERE topic = $1 AND key = $2 ORDER BY sequence`,
        [`yuanqu.intake.${topic}`, key],
      )
    ).rows;
  const outputs = async (uscc: string) => {
    const { body } = await operator('GET', `/enterprises/${uscc}/figures`);
    const { items } = body as { items: { month: string; current: { outputFen?: string } }[] };
    return Object.fromEntries(items.map(({ month, current }) => [month, current.outputFen]));
  };

  it('are found by their names, whatever their width', async () => {
    expect(await operator('GET', '/enterprise-duplicates')).toMatchObject({
      body: {
        items: [{ reason: 'same-name', keep: { id: one }, merge: { id: other } }],
      },
    });
  });

  it('are dismissed by the task force where they are two, and not proposed again until that is reversed', async () => {
    const path = '/enterprise-duplicates/dismissals';
    const pair = { one: other, other: one, reason: '实为两家：法定代表人、地址均不同' };
    expect(await operator('POST', path, pair)).toMatchObject({ status: 403 });
    const elsewhere = sendTo(intake, {
      kind: 'person',
      subject: 'tf9',
      roles: ['task-force'],
      parks: ['ip'],
    });
    expect(await elsewhere('POST', path, pair)).toMatchObject({
      status: 404,
      body: { code: 'intake.unknown-enterprise' },
    });
    for (const [change, status, code] of [
      [{ other }, 400, 'enterprise-duplicate.same'],
      [{ other: third }, 404, 'intake.unknown-enterprise'],
      [{ reason: ' ' }, 400, 'request.invalid'],
    ] as const)
      expect(await taskForce('POST', path, { ...pair, ...change })).toMatchObject({ status, body: { code } });
    const answers = await Promise.all([taskForce('POST', path, pair), taskForce('POST', path, pair)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const dismissed = answers.find(({ status }) => status === 201)?.body as { id: string };
    expect(dismissed).toMatchObject({ one, other, decidedBy: 'tf', reason: pair.reason });
    expect(await operator('GET', '/enterprise-duplicates')).toMatchObject({ body: { items: [] } });

    const reversal = `${path}/${dismissed.id}/reversal`;
    const why = { reason: '查明为同一家' };
    expect(await operator('POST', reversal, why)).toMatchObject({ status: 403 });
    expect(await elsewhere('POST', reversal, why)).toMatchObject({ status: 404 });
    expect(await taskForce('POST', reversal, why)).toMatchObject({
      status: 200,
      body: { undone: { by: 'tf', reason: why.reason } },
    });
    expect(await taskForce('POST', reversal, why)).toMatchObject({
      status: 409,
      body: { code: 'enterprise-duplicate.reversed-already' },
    });
    expect(await operator('GET', '/enterprise-duplicates')).toMatchObject({ body: { items: [{}] } });
    expect(await operator('GET', path)).toMatchObject({
      body: { items: [{ id: dismissed.id, undone: { by: 'tf' } }] },
    });
  });

  it('are merged by the task force, on the revision seen, and by nobody else', async () => {
    const body = { into: other, reason: '同一企业重复登记' };
    const path = `/enterprises/${one}/merge`;
    expect(await operator('POST', path, body, await revisionOf(one))).toMatchObject({ status: 403 });
    expect(await taskForce('POST', path, body)).toMatchObject({ status: 428 });
    expect(await taskForce('POST', path, body, { 'if-match': '"99"' })).toMatchObject({ status: 412 });
    const seen = await revisionOf(one);
    for (const [into, status, code] of [
      [one, 400, 'enterprise-merge.same'],
      [third, 404, 'intake.unknown-enterprise'],
    ] as const)
      expect(await taskForce('POST', path, { ...body, into }, seen)).toMatchObject({
        status,
        body: { code },
      });
    expect(await taskForce('POST', path, body, seen)).toMatchObject({
      status: 200,
      body: {
        merged: one,
        into: other,
        months: [
          { month: before, taken: true },
          { month: last, taken: false },
        ],
      },
    });
  });

  it('stand for each other afterwards: look-ups, figures, cases, units', async () => {
    expect(await operator('GET', `/enterprises/${one}`)).toMatchObject({
      body: { id: other, mergedFrom: [one], parks: ['software'] },
    });
    expect(await operator('GET', '/enterprises')).toMatchObject({ body: { items: [{ id: other }] } });
    expect(await operator('GET', '/enterprise-duplicates')).toMatchObject({ body: { items: [] } });
    expect(await operator('PUT', `/enterprises/${one}`, { ...facts, name: '改名' })).toMatchObject({
      status: 409,
      body: { code: 'intake.enterprise-merged' },
    });
    expect(await outputs(other)).toEqual({ [last]: '200', [before]: '90' });
    expect(await outputs(one)).toEqual({ [last]: undefined, [before]: undefined });
    const month = Month.plus(last, -2);
    expect(await operator('PUT', figures(one, month), { ...report, outputFen: '80' })).toMatchObject({
      body: { outcome: 'created' },
    });
    expect(await outputs(other)).toMatchObject({ [month]: '80' });
    expect(
      await operator('GET', `/parks/software/land-use/enterprises?month=${Month.of(Date.now())}`),
    ).toMatchObject({ body: { items: [{ uscc: other, areaM2: 200 }] } });
    expect((await events('enterprise', one)).at(-1)).toMatchObject({
      type: 'cn.yuanqu.intake.enterprise.merged.v1',
      data: { id: one, into: other, industry: '6513' },
    });
    const told = (await events('enterprise-figures', one)).map(({ data }) => [
      data['version'],
      data['outputFen'],
    ]);
    expect(told.slice(-2)).toEqual([
      [2, undefined],
      [2, undefined],
    ]);
  });

  it('bring the cases of the one to the other', async () => {
    const asked = { park: 'software', category: 'inquiry', words: '何时检修' };
    const tenant = { uscc: one, name: '示例' };
    const { body } = await operator('POST', '/service-requests', { ...asked, tenant });
    const enterprise = sendTo(intake, {
      kind: 'person',
      subject: 'en',
      roles: ['enterprise'],
      parks: [],
      enterprise: other,
    });
    const { id } = body as { id: string };
    expect(await enterprise('GET', '/service-requests')).toMatchObject({ body: { items: [{ id }] } });
    expect(await enterprise('GET', `/service-requests/${id}`)).toMatchObject({ status: 200 });
  });

  it('are parted again with what was theirs', async () => {
    const path = `/enterprises/${one}/unmerge`;
    const undone = await taskForce('POST', path, { reason: '实为两家' }, await revisionOf(one));
    expect(undone).toMatchObject({ status: 200, body: { undone: { by: 'tf', reason: '实为两家' } } });
    expect(await operator('GET', `/enterprises/${one}`)).toMatchObject({ body: { id: one } });
    expect(await outputs(one)).toEqual({ [last]: '100', [before]: '90' });
    expect(await outputs(other)).toMatchObject({ [last]: '200', [before]: undefined });
    expect(await operator('GET', `/enterprises/${other}/mergers`)).toMatchObject({
      body: { items: [{ merged: one, undone: { by: 'tf' } }] },
    });
    expect(await taskForce('POST', path, { reason: '再来' }, await revisionOf(one))).toMatchObject({
      status: 409,
      body: { code: 'enterprise-merge.not-merged' },
    });
    expect((await events('enterprise', one)).at(-1)).toMatchObject({
      type: 'cn.yuanqu.intake.enterprise.unmerged.v1',
      data: { id: one, from: other, name: '泉州(示例)有限公司' },
    });
  });

  it('gives a body without a code an internal id, and lets it go into the enterprise that it became', async () => {
    const registered = await operator('POST', '/bodies', { name: '丰泽区人民调解委员会' });
    const { id } = registered.body as { id: string };
    expect(registered).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^B\d{6}$/) } });
    expect(await operator('POST', '/bodies', { name: '丰泽区人民调解委员会' })).toMatchObject({
      status: 409,
      body: { code: 'intake.body-exists' },
    });
    expect(
      await operator('PUT', `/bodies/${id}`, { name: '丰泽区调解委员会' }, { 'if-match': '"1"' }),
    ).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(await operator('GET', `/enterprises/${id}`)).toMatchObject({
      body: { kind: 'body-without-code', mayBorrow: false, size: { outcome: 'not-applicable' } },
    });
    const reverse = { into: id, reason: '反了' };
    expect(
      await taskForce('POST', `/enterprises/${other}/merge`, reverse, await revisionOf(other)),
    ).toMatchObject({ body: { code: 'enterprise-merge.loses-code' } });
    const became = { into: other, reason: '已取得代码' };
    expect(await taskForce('POST', `/enterprises/${id}/merge`, became, await revisionOf(id))).toMatchObject({
      status: 200,
    });
    expect(await operator('GET', `/enterprises/${id}`)).toMatchObject({ body: { id: other } });
    const chain = { into: one, reason: '再并' };
    expect(
      await taskForce('POST', `/enterprises/${other}/merge`, chain, await revisionOf(other)),
    ).toMatchObject({
      body: { code: 'enterprise-merge.has-merged' },
    });
  });
});

describe('the size class', () => {
  let intake: IntakeUnderTest;
  beforeAll(async () => {
    intake = await startIntake({ park: { units: 1 } });
  });
  afterAll(() => intake?.stop());

  it('is looked at again once twelve months are final, and told when it is another', async () => {
    const operator = sendTo(intake, { kind: 'person', subject: 'po', roles: ['park-operator'] });
    await sendTo(intake)('POST', '/occupancy', anUpdate(intake.park, { status: 'let', uscc: one }));
    const facts = { name: '示例公司', industry: '6513', staff: 120, revenueFen: '1234500000' };
    await operator('PUT', `/enterprises/${one}`, facts, { 'if-match': '"1"' });
    const last = Month.previous(Month.of(Date.now()));
    const enter = (month: string) =>
      operator('PUT', `/enterprises/${one}/figures/software/${month}`, {
        stage: 'final',
        source: '企业自报',
        revenueFen: '3000000',
        staff: 9,
      });
    for (const month of Month.between(Month.plus(last, -10), last)) await enter(month);
    const read = () => operator('GET', `/enterprises/${one}`);
    expect(await read()).toMatchObject({
      body: { sizeClass: 'medium', size: { basis: { kind: 'entered' } } },
    });
    await enter(Month.plus(last, -11));
    expect(await read()).toMatchObject({
      body: {
        sizeClass: 'micro',
        revision: 3,
        size: { basis: { kind: 'reported', until: last, revenueFen: '36000000', staff: 9 } },
      },
    });
    const seen = { 'if-match': '"3"' };
    expect(await operator('PUT', `/enterprises/${one}`, facts, seen)).toMatchObject({
      body: { outcome: 'unchanged' },
    });
    expect(await operator('PUT', `/enterprises/${one}`, { ...facts, staff: 121 }, seen)).toMatchObject({
      body: { outcome: 'changed' },
    });
    expect(await read()).toMatchObject({
      body: { sizeClass: 'medium', size: { basis: { kind: 'entered' } } },
    });
  });
});
