import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../testing/send-to.ts';
import { registerTestPark } from '../testing/test-park.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';

describe('operators and their contracts', () => {
  let intake: IntakeUnderTest;
  let send: Send;
  beforeAll(async () => {
    intake = await startIntake();
    send = sendTo(intake, { subject: 'lgo', kind: 'person', roles: ['leading-group-office'], parks: '*' });
  });
  afterAll(() => intake?.stop());

  const contracts = '/parks/software/operator-contracts';
  const firstDay = '2026-05-31T16:00:00.000Z';

  it('renames an operator for whoever names what they saw', async () => {
    expect(await send('PUT', '/operators/renamed-op', { name: '原名' })).toMatchObject({
      body: { outcome: 'created', revision: 1 },
    });
    const rename = (name: string, headers = {}) => send('PUT', '/operators/renamed-op', { name }, headers);
    expect(await rename('改名')).toMatchObject({ status: 428 });
    expect(await rename('改名', { 'if-match': '"1"' })).toMatchObject({
      body: { outcome: 'changed', revision: 2 },
    });
    expect(await rename('又改名', { 'if-match': '"1"' })).toMatchObject({ status: 412 });
  });

  it('contracts the first operator of a park, and tells who answered when; the next one is called for', async () => {
    await registerTestPark(intake.database.pool, { code: 'fresh', units: 1 });
    await intake.database.pool.query(`DELETE FROM operator_contract WHERE park = 'fresh'`);
    const path = '/parks/fresh/operator-contracts';
    for (const [code, name] of [
      ['first-op', '上一家'],
      ['next-op', '这一家'],
    ])
      expect(await send('PUT', `/operators/${code}`, { name })).toMatchObject({
        body: { outcome: 'created' },
      });
    const history = { operator: 'first-op', from: '2020-01-01', until: '2026-06-01' };
    expect(await send('POST', path, history)).toMatchObject({
      status: 200,
      body: { from: '2019-12-31T16:00:00.000Z', until: firstDay },
    });
    const next = { operator: 'next-op', from: firstDay, until: '2099-01-01' };
    const made = await send('POST', path, next);
    expect(made).toMatchObject({ status: 200, body: { operator: 'next-op', from: firstDay } });
    expect(await send('POST', path, next)).toEqual(made);
    expect(await send('POST', path, { ...next, until: '2030-01-01' })).toMatchObject({
      status: 409,
      body: { code: 'operator-contract.exit-instead' },
    });
    expect(await send('POST', path, { operator: 'first-op', from: '2099-01-01' })).toMatchObject({
      status: 409,
      body: { code: 'operator-contract.by-call' },
    });
    expect(await send('GET', path)).toMatchObject({
      body: {
        items: [
          { operator: 'next-op', name: '这一家' },
          { operator: 'first-op', until: firstDay },
        ],
      },
    });
    const { rows } = await intake.database.pool.query<{ type: string }>(
      `SELECT body::json->>'type' AS type FROM messaging.outbox WHERE topic = 'yuanqu.intake.operator' ORDER BY type`,
    );
    expect(rows.map(({ type }) => type)).toEqual([
      'cn.yuanqu.intake.operator.contracted.v1',
      'cn.yuanqu.intake.operator.contracted.v1',
    ]);
  });

  it.each([
    [
      { operator: 'nobody', from: '2020-01-01T00:00:00Z', until: '2020-02-01T00:00:00Z' },
      404,
      'intake.unknown-operator',
    ],
    [
      { operator: 'next-op', from: '2020-01-01T00:00:00Z', until: '2020-01-01T00:00:00Z' },
      400,
      'intake.contract-ends-before-start',
    ],
    [{ operator: 'next-op', from: '2020-02-30T00:00:00Z' }, 400, 'instant.malformed'],
    [{ operator: 'next-op', from: '2020-02-30' }, 400, 'day.malformed'],
    [{ operator: 'next-op', from: '2020-02-03T00:00' }, 400, 'instant.malformed'],
  ])('refuses %j with %i %s', async (body, status, code) => {
    expect(await send('POST', contracts, body)).toMatchObject({ status, body: { code } });
  });

  it('shows an operator its own contracts only, and lets it change none', async () => {
    const own = { kind: 'person', roles: ['park-operator'], parks: ['software'] } as const;
    const stranger = sendTo(intake, { ...own, subject: 'x', operator: 'somebody' });
    expect(await stranger('GET', contracts)).toMatchObject({ status: 200, body: { items: [] } });
    expect(await stranger('POST', contracts, { operator: 'x', from: firstDay })).toMatchObject({
      status: 403,
    });
  });
});
