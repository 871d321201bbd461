import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { someUscc } from '../../testing/updates.ts';

let intake: IntakeUnderTest;
let operator: Send;
let tenant: Send;
let stranger: Send;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
  const person = (subject: string, role: string, more: object = {}) =>
    sendTo(intake, { subject, kind: 'person', roles: [role as never], ...more });
  operator = person('operator', 'park-operator');
  tenant = person('boss', 'enterprise', { parks: [], enterprise: someUscc });
  stranger = person('other', 'enterprise', { parks: [], enterprise: '91350503M000000000' });
});
afterAll(() => intake?.stop());

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
  expect(await ask(stranger)).toMatchObject({
    status: 403,
    body: { code: 'service-request.not-your-enterprise' },
  });
  expect(await ask(operator, { park: 'nowhere' })).toMatchObject({ status: 403 });
});
