import { afterAll, beforeAll, expect, it } from 'vitest';
import { seenLet } from '../../testing/seen-let.ts';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { registerTestPark } from '../../testing/test-park.ts';
import { someUscc } from '../../testing/updates.ts';

let intake: IntakeUnderTest;
let operator: Send;
let colleague: Send;
let tenant: Send;
let stranger: Send;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
  const person = (subject: string, role: string, more: object = {}) =>
    sendTo(intake, { subject, kind: 'person', roles: [role as never], ...more });
  operator = person('operator', 'park-operator');
  colleague = person('colleague', 'park-operator');
  tenant = person('boss', 'enterprise', { parks: [], enterprise: someUscc });
  stranger = person('other', 'enterprise', { parks: [], enterprise: other });
  await seenLet(intake.database.pool, intake.park, ['A-0001'], someUscc);
  await seenLet(intake.database.pool, intake.park, ['A-0002'], other);
});
afterAll(() => intake?.stop());

const other = '91350503M000000000';
type Answer = Awaited<ReturnType<Send>>;
const field = (answer: Answer, name: string): string =>
  String((answer.body as Record<string, unknown>)[name]);
const act = (by: Send, on: Answer, what: string, body: object = {}) =>
  by('POST', `/service-requests/${field(on, 'id')}/${what}`, body, {
    'if-match': `"${field(on, 'revision')}"`,
  });
const ask = (by: Send, more: object = {}) =>
  by('POST', '/service-requests', {
    park: 'software',
    category: 'repair',
    tenant: { uscc: someUscc, name: '演示租户' },
    words: '空调不制冷',
    ...more,
  });

it('is asked by a tenant, answered by the operator, asked again and rated', async () => {
  const asked = await ask(tenant, { unit: 'A-0001' });
  expect(asked).toMatchObject({
    status: 201,
    body: { status: 'open', owner: 'park-operator', nextCommands: ['answer', 'withdraw'] },
  });
  expect(await act(tenant, asked, 'answer', { words: '…' })).toMatchObject({ status: 403 });
  const answered = await act(operator, asked, 'answer', { words: '已派单' });
  expect(answered).toMatchObject({ body: { status: 'answered', answer: { inTime: true } } });
  const again = await act(tenant, answered, 'reopen', { words: '仍不制冷' });
  expect(again).toMatchObject({ body: { status: 'open', reopened: 1 } });
  const mended = await act(operator, again, 'answer', { words: '已换机' });
  expect(await act(tenant, mended, 'rate', { stars: 6 })).toMatchObject({ status: 400 });
  expect(await act(tenant, mended, 'rate', { stars: 4 })).toMatchObject({
    body: { status: 'closed', rating: { stars: 4 } },
  });
  const list = await operator('GET', '/service-requests?status=closed');
  expect(list).toMatchObject({ body: { items: [{ id: field(asked, 'id') }] } });
});

it('is its tenant’s own affair', async () => {
  const asked = await ask(tenant);
  expect(await stranger('GET', `/service-requests/${field(asked, 'id')}`)).toMatchObject({ status: 404 });
  expect(await act(stranger, asked, 'withdraw')).toMatchObject({ status: 404 });
  expect(await act(operator, asked, 'withdraw')).toMatchObject({
    status: 403,
    body: { code: 'service-request.for-the-tenant' },
  });
  expect(await ask(stranger)).toMatchObject({
    status: 403,
    body: { code: 'service-request.not-your-enterprise' },
  });
  expect(await ask(operator, { park: 'nowhere' })).toMatchObject({ status: 403 });
});

it('is rated and asked again by its tenant only, whoever of the operator’s people answered or asked for it', async () => {
  const asked = await ask(colleague);
  const answered = await act(operator, asked, 'answer', { words: '已修' });
  for (const by of [operator, colleague])
    for (const [what, body] of [
      ['rate', { stars: 5 }],
      ['reopen', { words: '仍不制冷' }],
    ] as const)
      expect(await act(by, answered, what, body)).toMatchObject({
        status: 403,
        body: { code: 'service-request.for-the-tenant' },
      });
  expect(await act(tenant, answered, 'rate', { stars: 2 })).toMatchObject({ body: { rating: { stars: 2 } } });
  const mistaken = await ask(colleague);
  expect(await act(colleague, mistaken, 'withdraw')).toMatchObject({ body: { status: 'withdrawn' } });
});

it('is about a tenant of the park and a unit of its own, or a shared one', async () => {
  const { pool } = intake.database;
  await pool.query(`UPDATE unit SET usage = 'public' WHERE code = 'A-0003'`);
  expect(await ask(tenant, { unit: 'ZZZ' })).toMatchObject({
    status: 404,
    body: { code: 'intake.unknown-unit' },
  });
  expect(await ask(tenant, { unit: 'A-0002' })).toMatchObject({
    status: 409,
    body: { code: 'service-request.not-their-unit', units: ['A-0001'] },
  });
  expect(await ask(tenant, { unit: 'A-0003' })).toMatchObject({ status: 201 });
  expect(await ask(operator, { tenant: { name: '路人' } })).toMatchObject({
    status: 409,
    body: { code: 'service-request.not-a-tenant' },
  });
  await registerTestPark(pool, { code: 'elsewhere' });
  expect(await ask(tenant, { park: 'elsewhere' })).toMatchObject({
    status: 409,
    body: { code: 'service-request.not-a-tenant', park: 'elsewhere' },
  });
});
