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
    sendTo(intake, { subject, kind: 'person', roles: [role as never], parks: ['software', 'together'] });
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

const wish = (name: string, areaM2: number) => ({
  park: 'software',
  applicant: { name, industry: '6513', contact: { name: '林小明', phone: '13812345678' } },
  trade: '工业软件开发',
  wanted: { usage: 'office', areaM2 },
  promised: {},
});

async function approved(name: string, areaM2: number): Promise<string> {
  const drafted = await operator('POST', '/applications', wish(name, areaM2));
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

  const tooLarge = await approved('演示己', 3_000);
  await serve();
  expect(await taskForce('GET', `/demands/${tooLarge}/alternatives`)).toMatchObject({
    body: {
      items: [],
      others: [
        { park: 'other', missingM2: 1_000, reasons: [{ zh: expect.stringContaining('还差') as string }] },
      ],
    },
  });
  await operator(
    'POST',
    `/applications/${tooLarge}/withdraw`,
    {},
    tag(await operator('GET', `/applications/${tooLarge}`)),
  );

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

it('holds what is on offer for the demand, and takes an offer back whose units are not free any more', async () => {
  const id = await approved('演示丁', 100);
  await serve();
  const { units } = ((await demand(id)).body as { offer: { units: string[] } }).offer;
  const tenant = { uscc: institutionUscc, name: '演示戊' };
  const withoutApplication = { ground: 'state-body', reason: '设巡回法庭' };
  const letTo = (body: object) => operator('POST', '/tenancies', { park: 'software', ...body });
  expect(await letTo({ tenant, withoutApplication, units })).toMatchObject({
    status: 409,
    body: { code: 'tenancy.unit-on-offer', units, demands: [id] },
  });
  expect(await letTo({ application: await approved('演示戊', 100), units })).toMatchObject({
    body: { code: 'tenancy.unit-on-offer' },
  });
  await intake.database.pool.query(
    `UPDATE unit SET status = 'under-works' WHERE park = 'software' AND code = ANY ($1)`,
    [units],
  );
  await serve();
  const now = await demand(id);
  expect(now).toMatchObject({ body: { status: 'offered' } });
  expect((now.body as { offer: { units: string[] } }).offer.units).not.toEqual(units);
});

it('has a group that holds move in together, and says where it cannot', async () => {
  const grouped = async (areasM2: readonly number[]) => {
    const group = await operator('POST', '/application-groups', {
      park: 'together',
      name: '演示产业链',
      rule: { kind: 'all' },
    });
    const ids: string[] = [];
    for (const areaM2 of areasM2) {
      const one = { ...wish(`演示链${areaM2}`, areaM2), park: 'together', group: field(group, 'id') };
      ids.push(field(await operator('POST', '/applications', one), 'id'));
    }
    const at = `/application-groups/${field(group, 'id')}`;
    await operator('POST', `${at}/submit`, {}, tag(await operator('GET', at)));
    expect(await taskForce('POST', `${at}/approve`, {}, tag(await operator('GET', at)))).toMatchObject({
      body: { status: 'held' },
    });
    await serve();
    return Promise.all(ids.map(async (id) => (await demand(id)).body));
  };
  await registerTestPark(intake.database.pool, { code: 'together', units: 6, operator: 'operator-software' });
  // The first floor keeps three units, a second one gets three.
  await intake.database.pool.query(`INSERT INTO floor (park, building, number) VALUES ('together', 'A', 2)`);
  await intake.database.pool.query(`UPDATE unit SET floor = 2 WHERE park = 'together' AND code >= 'A-0004'`);
  const first = await grouped([100, 150]);
  for (const one of first)
    expect(one).toMatchObject({
      status: 'offered',
      offer: { within: 'floor' },
      together: {
        demands: 2,
        within: 'floor',
        where: 'A/1',
        sentence: { zh: expect.stringContaining('同层') as string },
      },
    });
  const second = await grouped([200, 200]);
  expect(second).toMatchObject([
    { status: 'offered', together: { sentence: { zh: expect.stringContaining('分别推荐') as string } } },
    { status: 'waiting', missingM2: 100 },
  ]);
});
