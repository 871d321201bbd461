import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../testing/send-to.ts';
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
  const until = '2026-06-01T00:00:00.000Z';

  it('hands a park from one operator to the next, and tells who answered when', async () => {
    expect(await send('PUT', '/operators/next-op', { name: '下一家' })).toMatchObject({
      body: { outcome: 'created', revision: 1 },
    });
    const rename = (name: string, headers = {}) => send('PUT', '/operators/next-op', { name }, headers);
    expect(await rename('改名')).toMatchObject({ status: 428 });
    expect(await rename('改名', { 'if-match': '"1"' })).toMatchObject({
      body: { outcome: 'changed', revision: 2 },
    });
    expect(await rename('下一家', { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await rename('下一家', { 'if-match': '"2"' })).toMatchObject({ body: { revision: 3 } });
    const next = { operator: 'next-op', from: until };
    expect(await send('POST', contracts, next)).toMatchObject({
      status: 409,
      body: { code: 'intake.park-has-operator' },
    });
    const { body } = await send('GET', contracts);
    const [current] = (body as { items: { id: string; revision: number }[] }).items;
    const end = (headers = {}) => send('POST', `${contracts}/${current?.id}/end`, { until }, headers);
    expect(await end()).toMatchObject({ status: 428 });
    expect(await end({ 'if-match': `"${current?.revision}"` })).toMatchObject({
      status: 200,
      body: { operator: 'operator-software', until, revision: 2 },
    });
    expect(await end({ 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await end({ 'if-match': '"2"' })).toMatchObject({
      status: 409,
      body: { code: 'intake.contract-ended-already' },
    });
    const made = await send('POST', contracts, next);
    expect(made).toMatchObject({ status: 200, body: { operator: 'next-op', from: until } });
    expect(await send('POST', contracts, next)).toEqual(made);
    expect(await send('GET', contracts)).toMatchObject({
      body: {
        items: [
          { operator: 'next-op', name: '下一家' },
          { operator: 'operator-software', until },
        ],
      },
    });
    const { rows } = await intake.database.pool.query<{ type: string }>(
      `SELECT body::json->>'type' AS type FROM messaging.outbox WHERE topic = 'yuanqu.intake.operator' ORDER BY type`,
    );
    expect(rows.map(({ type }) => type)).toEqual([
      'cn.yuanqu.intake.operator.contract-ended.v1',
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
    [{ operator: 'next-op', from: '2020-02-30T00:00:00Z' }, 400, 'request.invalid'],
  ])('refuses %j with %i %s', async (body, status, code) => {
    expect(await send('POST', contracts, body)).toMatchObject({ status, body: { code } });
  });

  it('shows an operator its own contracts only, and lets it change none', async () => {
    const own = { kind: 'person', roles: ['park-operator'], parks: ['software'] } as const;
    const stranger = sendTo(intake, { ...own, subject: 'x', operator: 'somebody' });
    expect(await stranger('GET', contracts)).toMatchObject({ status: 200, body: { items: [] } });
    expect(await stranger('POST', contracts, { operator: 'x', from: until })).toMatchObject({ status: 403 });
  });
});
