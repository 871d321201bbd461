import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenLet } from '../../testing/seen-let.ts';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { someUscc } from '../../testing/updates.ts';

let intake: IntakeUnderTest;
let operator: Send;
let tenant: Send;
let stranger: Send;
let checker: Send;
let granter: Send;
let policy: string;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
  const person = (subject: string, role: string, more: object = {}) =>
    sendTo(intake, { subject, kind: 'person', roles: [role as never], ...more });
  operator = person('operator', 'park-operator');
  tenant = person('boss', 'enterprise', { parks: [], enterprise: someUscc });
  stranger = person('other', 'enterprise', { parks: [], enterprise: '91350503M000000000' });
  checker = person('task-force-1', 'task-force');
  granter = person('task-force-2', 'task-force');
  policy = await publish();
});
afterAll(() => intake?.stop());

type Answer = Awaited<ReturnType<Send>>;
const field = (answer: Answer, name: string): string =>
  String((answer.body as Record<string, unknown>)[name]);
const tag = (answer: Answer) => ({ 'if-match': `"${field(answer, 'revision')}"` });
const act = (by: Send, on: Answer, what: string, body: object = {}) =>
  by('POST', `/incentive-claims/${field(on, 'id')}/${what}`, body, tag(on));

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const incentive = {
  code: 'rent',
  kind: 'rent-relief',
  zh: '房租减半(演示)',
  en: 'Half the rent (demo)',
  rentSharePercent: 50,
  months: 12,
  proof: '合同和发票',
  proofs: [
    { code: 'contract', zh: '合同', en: 'contract' },
    { code: 'invoice', zh: '发票', en: 'invoice' },
  ],
  conditions: [{ kind: 'area-at-least', m2: 100 }],
};

async function publish(): Promise<string> {
  const office = (subject: string) =>
    sendTo(intake, { subject, kind: 'person', roles: ['leading-group-office' as never], parks: '*' });
  const rule = { id: 'trades', consequence: 'required', kind: 'trade-not-in', words: ['废品'] };
  const content = (incentives: readonly object[]) => ({
    park: 'software',
    version: '2026.1',
    effectiveFrom: today,
    definition: { admission: [rule], incentives },
  });
  const wrong = {
    ...incentive,
    kind: 'subsidy',
    amountFen: '-1',
    proofs: [incentive.proofs[0], incentive.proofs[0]],
  };
  expect(await office('one')('POST', '/policies', content([wrong]))).toMatchObject({
    status: 400,
    body: { code: 'policy.contradicts', errors: [{ code: 'not-positive' }, { code: 'twice' }] },
  });
  const drafted = await office('one')('POST', '/policies', content([incentive]));
  const published = await office('two')(
    'POST',
    `/policies/${field(drafted, 'id')}/publish`,
    {},
    tag(drafted),
  );
  expect(published).toMatchObject({ status: 200 });
  return field(published, 'id');
}

let next = 0;
async function contract(from = today): Promise<Answer> {
  const units = intake.park.units.slice(next, ++next);
  await seenLet(intake.database.pool, intake.park, units, someUscc);
  const intended = await operator('POST', '/tenancies', {
    park: 'software',
    tenant: { uscc: someUscc, name: '演示租户' },
    withoutApplication: { ground: 'sitting-tenant', reason: '补录' },
    units,
  });
  const terms = { from, until: '2040-12-31', rentFen: '4500' };
  const signed = await operator('POST', `/tenancies/${field(intended, 'id')}/sign`, terms, tag(intended));
  expect(signed).toMatchObject({ body: { status: from === today ? 'in-force' : 'signed' } });
  return signed;
}
const proof = (code: string) => ({ code, reference: `档案 ${code}`, sha256: 'A'.repeat(64) });
const proofs = [proof('contract'), proof('invoice')];
const claim = (by: Send, tenancy: Answer, more: object = {}) =>
  by('POST', '/incentive-claims', {
    park: 'software',
    tenancy: field(tenancy, 'id'),
    policy,
    incentive: 'rent',
    ...more,
  });
const verdicts = [
  { code: 'contract', accepted: true },
  { code: 'invoice', accepted: true },
];
async function granted(tenancy: Answer, more: object = {}): Promise<Answer> {
  const given = await claim(tenant, tenancy, { proofs, ...more });
  return act(granter, await act(checker, given, 'check', { verdicts }), 'grant');
}
const eventTypes = async (id: string): Promise<readonly string[]> => {
  const { rows } = await intake.database.pool.query<{ type: string }>(
    'SELECT type FROM messaging.outbox WHERE key = $1 ORDER BY sequence',
    [id],
  );
  return rows.map(({ type }) => type.replace(/.*incentive-claim\.(.*)\.v1/, '$1'));
};

describe('an incentive', () => {
  it('is claimed by the tenant, proved, checked with every condition explained, and granted by somebody else', async () => {
    const claimed = await claim(tenant, await contract());
    expect(claimed).toMatchObject({
      status: 201,
      body: {
        status: 'claimed',
        from: today,
        months: 12,
        missingProofs: incentive.proofs,
        nextCommands: ['give-proof', 'ask-proof', 'refuse', 'withdraw'],
      },
    });
    const half = await act(tenant, claimed, 'proof', { proofs: [proof('contract')] });
    expect(half).toMatchObject({ body: { status: 'claimed', missingProofs: [{ code: 'invoice' }] } });
    const given = await act(operator, half, 'proof', { proofs: [proof('invoice')] });
    expect(given).toMatchObject({ body: { status: 'proof-given', proofs: [{}, { by: 'operator' }] } });
    expect(await act(checker, given, 'check', { verdicts: verdicts.slice(0, 1) })).toMatchObject({
      status: 400,
      body: { code: 'incentive-claim.verdict-missing', proofs: ['invoice'] },
    });
    const unsure = await act(checker, given, 'check', {
      verdicts: [verdicts[0], { code: 'invoice', accepted: false }],
    });
    expect(unsure).toMatchObject({ status: 200, body: { status: 'checked', check: { met: false } } });
    expect(await act(granter, unsure, 'grant')).toMatchObject({
      status: 409,
      body: { code: 'incentive-claim.not-met', conditions: [{ code: 'proof:invoice' }] },
    });
    const asked = await act(checker, unsure, 'ask-proof', { reason: '请补开发票' });
    const again = await act(tenant, asked, 'proof', { proofs: [proof('invoice')] });
    const checked = await act(checker, again, 'check', { verdicts });
    expect(checked).toMatchObject({ body: { check: { met: true, amountFen: '2700000' } } });
    expect(await act(checker, checked, 'grant')).toMatchObject({
      status: 403,
      body: { code: 'incentive-claim.own-entry' },
    });
    const done = await act(granter, checked, 'grant');
    expect(done).toMatchObject({ status: 200, body: { status: 'granted', grant: { by: 'task-force-2' } } });
    expect(await eventTypes(field(done, 'id'))).toEqual([
      'submitted',
      'proof-complete',
      'checked',
      'proof-asked',
      'proof-complete',
      'checked',
      'granted',
    ]);
  });

  it('is granted once for a month of a tenancy, and again only after a revocation by two people', async () => {
    const tenancy = await contract();
    const first = await granted(tenancy, { months: 3 });
    expect(first).toMatchObject({ body: { status: 'granted' } });
    expect(await claim(tenant, tenancy, { firstMonth: 3, months: 2 })).toMatchObject({
      status: 409,
      body: { code: 'incentive-claim.granted-already', months: [3] },
    });
    expect(await claim(tenant, tenancy, { firstMonth: 4, months: 10 })).toMatchObject({
      status: 400,
      body: { code: 'incentive-claim.months-off' },
    });
    const proposed = await act(checker, first, 'revocation', { reason: '发票作废' });
    expect(await act(checker, proposed, 'revocation-decision', { result: 'revoke' })).toMatchObject({
      status: 403,
    });
    const revoked = await act(granter, proposed, 'revocation-decision', { result: 'revoke' });
    expect(revoked).toMatchObject({
      body: { status: 'revoked', revocation: { confirmedBy: 'task-force-2' } },
    });
    expect(await eventTypes(field(revoked, 'id'))).toEqual([
      'submitted',
      'proof-complete',
      'checked',
      'granted',
      'revoked',
    ]);
    expect(await granted(tenancy, { months: 12 })).toMatchObject({ body: { status: 'granted' } });
  });

  it('is claimed once for a month, by many at once too, and again when the claim is withdrawn', async () => {
    const tenancy = await contract();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => claim(tenant, tenancy, { months: 3, proofs })),
    );
    const first = answers.find(({ status }) => status === 201);
    const twice = answers.filter(({ status }) => status === 409);
    expect(twice).toHaveLength(5);
    if (!first) throw new Error('none was entered');
    for (const { body } of twice)
      expect(body).toMatchObject({
        code: 'incentive-claim.claimed-already',
        claim: field(first, 'id'),
        months: [1, 2, 3],
      });
    expect(await claim(tenant, tenancy, { firstMonth: 4, months: 1 })).toMatchObject({ status: 201 });
    await act(tenant, first, 'withdraw');
    expect(await granted(tenancy, { months: 3 })).toMatchObject({ body: { status: 'granted' } });
  });

  it('is not claimed any more when its tenancy has ended', async () => {
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    const tenancy = await contract(tomorrow);
    const open = await claim(tenant, tenancy, { firstMonth: 12, months: 1 });
    const done = await granted(tenancy, { months: 11 });
    const body = { on: tomorrow, reason: '不再入驻' };
    await operator('POST', `/tenancies/${field(tenancy, 'id')}/exit`, body, tag(tenancy));
    const see = (answer: Answer) => tenant('GET', `/incentive-claims/${field(answer, 'id')}`);
    expect(await see(open)).toMatchObject({ body: { status: 'cancelled', ended: 'early' } });
    expect(await see(done)).toMatchObject({ body: { status: 'granted' } });
    expect(await claim(tenant, tenancy)).toMatchObject({
      status: 409,
      body: { code: 'incentive-claim.tenancy-not-in-force' },
    });
  });
});

describe('a claim', () => {
  it('is its tenant’s own affair, and decided by the task force alone', async () => {
    const tenancy = await contract();
    const claimed = await claim(tenant, tenancy, { proofs });
    const at = `/incentive-claims/${field(claimed, 'id')}`;
    expect(await stranger('GET', at)).toMatchObject({ status: 404 });
    expect(await claim(stranger, tenancy)).toMatchObject({ status: 404, body: { code: 'tenancy.unknown' } });
    expect(await act(operator, claimed, 'check', { verdicts })).toMatchObject({ status: 403 });
    expect(await tenant('POST', `${at}/withdraw`, {})).toMatchObject({ status: 428 });
    const refused = await act(checker, claimed, 'refuse', { reason: '不符合' });
    expect(refused).toMatchObject({ body: { status: 'refused', ended: '不符合', nextCommands: [] } });
    expect(await act(tenant, refused, 'withdraw')).toMatchObject({
      status: 409,
      body: { code: 'incentive-claim.not-now', allowed: [] },
    });
    expect(await granter('GET', '/incentive-claims?status=refused')).toMatchObject({
      body: { items: [{ id: field(claimed, 'id') }] },
    });
  });

  it('is refused where it makes no sense, with what to do', async () => {
    const tenancy = await contract();
    const ask = (more: object) => claim(operator, tenancy, more);
    expect(await ask({ incentive: 'no-such' })).toMatchObject({
      status: 404,
      body: { code: 'incentive-claim.no-such-incentive' },
    });
    expect(await ask({ policy: field(tenancy, 'id') })).toMatchObject({ status: 404 });
    expect(await ask({ months: 13 })).toMatchObject({ body: { code: 'incentive-claim.months-off' } });
    expect(await ask({ firstMonth: 600 })).toMatchObject({
      status: 400,
      body: { code: 'incentive-claim.months-off', errors: [{ pointer: '/firstMonth' }] },
    });
    expect(await ask({ months: 0 })).toMatchObject({ status: 400 });
    expect(await ask({ park: 'elsewhere' })).toMatchObject({ status: 403 });
    expect(await ask({ proofs: [{ ...proof('contract'), sha256: 'short' }] })).toMatchObject({ status: 400 });
    expect(await ask({ proofs: [proof('diploma')] })).toMatchObject({
      status: 400,
      body: { code: 'incentive-claim.unknown-proof', proofs: ['contract', 'invoice'] },
    });
  });
});
