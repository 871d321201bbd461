import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOutbox } from '@yuanqu/messaging';
import { makeTransaction } from '@yuanqu/service-kit';
import * as queries from '../../adapters/demand/demand-queries.ts';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { registerTestPark } from '../../testing/test-park.ts';
import { institutionUscc } from '../../testing/updates.ts';
import { makeServeDemands } from '../../usecases/demand/serve-demands.ts';

let intake: IntakeUnderTest;
let operator: Send;
let taskForce: Send;
let serve: () => Promise<void>;
beforeAll(async () => {
  // 6 units of 100 m² on one floor; another park has 20.
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' }, park: { units: 6 } });
  await registerTestPark(intake.database.pool, { code: 'other' });
  const person = (subject: string, role: string) =>
    sendTo(intake, { subject, kind: 'person', roles: [role as never] });
  operator = person('operator', 'park-operator');
  taskForce = person('task-force', 'task-force');
  const { pool } = intake.database;
  const outbox = createOutbox(
    () => undefined,
    () => 3,
  );
  serve = makeServeDemands({
    pool,
    transaction: makeTransaction(pool),
    append: outbox.append,
    clock: () => new Date(),
    ...queries,
  });
});
afterAll(() => intake?.stop());

type Answer = Awaited<ReturnType<Send>>;
const field = (answer: Answer, name: string): string =>
  String((answer.body as Record<string, unknown>)[name]);
const tag = (answer: Answer) => ({ 'if-match': `"${field(answer, 'revision')}"` });

async function approved(name: string, areaM2: number): Promise<string> {
  const drafted = await operator('POST', '/applications', {
    park: 'software',
    applicant: { name, industry: '6513', contact: { name: '林小明', phone: '13812345678' } },
    trade: '工业软件开发',
    wanted: { usage: 'office', areaM2 },
    promised: {},
  });
  const at = `/applications/${field(drafted, 'id')}`;
  const submitted = await operator('POST', `${at}/submit`, {}, tag(drafted));
  expect(await taskForce('POST', `${at}/approve`, {}, tag(submitted))).toMatchObject({
    body: { status: 'approved' },
  });
  return field(drafted, 'id');
}
const demand = async (id: string) => taskForce('GET', `/demands/${id}`);

it('offers what is free in turn, says what is missing, proposes other parks, and offers what becomes free', async () => {
  const first = await approved('演示甲', 400);
  const large = await approved('演示乙', 500);
  const small = await approved('演示丙', 150);
  await Promise.all([serve(), serve()]);
  const offered = await demand(first);
  expect(offered).toMatchObject({
    status: 200,
    body: { status: 'offered', offer: { within: 'floor', where: 'A/1', areaM2: 400 } },
  });
  expect(await demand(large)).toMatchObject({
    body: { status: 'waiting', largestM2: 0, missingM2: 500 },
  });
  expect(await demand(small)).toMatchObject({ body: { status: 'offered', offer: { areaM2: 200 } } });
  expect(await taskForce('GET', `/demands/${large}/alternatives`)).toMatchObject({
    body: { items: [{ park: 'other', outcome: 'to-review', place: { areaM2: 500 } }] },
  });

  // The first signs: its demand is met. The small one leaves: what it was offered is free, and still too little.
  const { units } = (offered.body as { offer: { units: string[] } }).offer;
  const intended = await operator('POST', '/tenancies', { park: 'software', application: first, units });
  await serve();
  expect(await demand(first)).toMatchObject({ body: { status: 'offered' } });
  const at = `/tenancies/${field(intended, 'id')}`;
  const terms = { from: '2026-01-01', until: '2040-12-31', rentFen: '1' };
  const signed = await operator('POST', `${at}/sign`, terms, tag(intended));
  const leaving = await operator('GET', `/applications/${small}`);
  await operator('POST', `/applications/${small}/withdraw`, {}, tag(leaving));
  await serve();
  expect(await demand(first)).toMatchObject({ body: { status: 'met' } });
  expect(await demand(small)).toMatchObject({ body: { status: 'gone', ended: 'withdrawn' } });
  expect(await demand(large)).toMatchObject({ body: { status: 'waiting', missingM2: 300 } });

  await operator('POST', `${at}/exit`, { on: '2026-02-01', reason: '搬迁' }, tag(signed));
  await serve();
  const atLast = await demand(large);
  expect(atLast).toMatchObject({ body: { status: 'offered', offer: { areaM2: 500 } } });

  const declined = await operator('POST', `/demands/${large}/decline`, { reason: '朝向不合' }, tag(atLast));
  expect(declined).toMatchObject({ status: 200, body: { status: 'waiting' } });
  expect((declined.body as { declined: string[] }).declined).toHaveLength(5);
  await serve();
  expect(await demand(large)).toMatchObject({ body: { status: 'waiting', missingM2: 400 } });
});

it('takes an offer back whose units somebody else has got', async () => {
  const id = await approved('演示丁', 100);
  await serve();
  const { units } = ((await demand(id)).body as { offer: { units: string[] } }).offer;
  const tenant = { uscc: institutionUscc, name: '演示戊' };
  const withoutApplication = { ground: 'state-body', reason: '设巡回法庭' };
  await operator('POST', '/tenancies', { park: 'software', tenant, withoutApplication, units });
  await serve();
  const now = await demand(id);
  expect(now).toMatchObject({ body: { status: 'offered' } });
  expect((now.body as { offer: { units: string[] } }).offer.units).not.toEqual(units);
});
