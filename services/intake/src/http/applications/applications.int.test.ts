import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { registerTestPark } from '../../testing/test-park.ts';
import { someUscc } from '../../testing/updates.ts';

let intake: IntakeUnderTest;
let operator: Send;
let taskForce: Send;
let enterprise: Send;
let drafter: Send;
let publisher: Send;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
  const person = (subject: string, role: string, more: object = {}) =>
    sendTo(intake, { subject, kind: 'person', roles: [role as never], ...more });
  operator = person('operator', 'park-operator');
  taskForce = person('task-force', 'task-force');
  enterprise = person('boss', 'enterprise', { parks: [], enterprise: someUscc });
  drafter = person('office-1', 'leading-group-office', { parks: '*' });
  publisher = person('office-2', 'leading-group-office', { parks: '*' });
});
afterAll(() => intake?.stop());

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const definition = {
  admission: [
    { id: 'trades', consequence: 'required', kind: 'trade-not-in', words: ['废品收购', '低端物流'] },
    { id: 'software', consequence: 'reviewed', kind: 'industry-in', industries: ['65'] },
    { id: 'output', consequence: 'reviewed', kind: 'output-per-m2', leastFen: '500000' },
  ],
  incentives: [],
};
const application = (change: object = {}) => ({
  park: 'software',
  applicant: {
    uscc: someUscc.toLowerCase(),
    name: '演示软件公司',
    industry: '6513',
    contact: { name: '林小明', phone: '13812345678' },
  },
  trade: '工业软件开发',
  wanted: { usage: 'office', areaM2: 800 },
  promised: { outputFen: '1000000000' },
  ...change,
});

type Answer = Awaited<ReturnType<Send>>;
const field = (answer: Answer, name: string): string =>
  String((answer.body as Record<string, unknown>)[name]);
const tag = (answer: Answer) => ({ 'if-match': `"${field(answer, 'revision')}"` });
const draft = async (by: Send, change: object = {}) => {
  const answer = await by('POST', '/applications', application(change));
  expect(answer).toMatchObject({ status: 201, body: { status: 'drafted' } });
  return answer;
};
const act = (by: Send, on: Answer, what: string, body: object = {}) =>
  by('POST', `/applications/${field(on, 'id')}/${what}`, body, tag(on));

describe('a park’s policy', () => {
  it('is drafted by one person and published by another, and never changed after that', async () => {
    const content = { park: 'software', version: '2026.1', effectiveFrom: today, definition };
    const drafted = await drafter('POST', '/policies', content);
    expect(drafted).toMatchObject({ status: 201, body: { status: 'draft', draftedBy: 'office-1' } });
    const at = `/policies/${field(drafted, 'id')}`;
    expect(await drafter('POST', `${at}/publish`, {}, tag(drafted))).toMatchObject({
      status: 403,
      body: { code: 'policy.own-entry' },
    });
    expect(await publisher('POST', `${at}/publish`, {})).toMatchObject({ status: 428 });
    const published = await publisher('POST', `${at}/publish`, {}, tag(drafted));
    expect(published).toMatchObject({ status: 200, body: { status: 'published', publishedBy: 'office-2' } });
    expect(await drafter('PUT', at, { effectiveFrom: today, definition }, tag(published))).toMatchObject({
      body: { code: 'policy.not-now' },
    });
    expect(await drafter('POST', '/policies', content)).toMatchObject({
      status: 409,
      body: { code: 'policy.not-now' },
    });
    const open = await fetch(intake.url('/published-policies?park=software'));
    expect(await open.json()).toMatchObject({ items: [{ version: '2026.1', standing: 'in-force' }] });
  });

  it('is of a park that there is', async () => {
    const content = { park: 'nopark', version: '2026.1', effectiveFrom: today, definition };
    expect(await drafter('POST', '/policies', content)).toMatchObject({
      status: 404,
      body: { code: 'intake.unknown-park' },
    });
  });

  it('is refused where it contradicts itself, with each place', async () => {
    const wrong = {
      ...definition,
      admission: [{ ...definition.admission[1], industries: ['98'] }, definition.admission[1]],
    };
    expect(
      await drafter('POST', '/policies', {
        park: 'software',
        version: '2026.9',
        effectiveFrom: today,
        definition: wrong,
      }),
    ).toMatchObject({
      status: 400,
      body: {
        code: 'policy.contradicts',
        errors: [
          { pointer: '/definition/admission/0/industries/0' },
          { pointer: '/definition/admission/1', code: 'twice' },
        ],
      },
    });
  });
});

describe('an application', () => {
  it('is checked at once, reviewed and approved by somebody else', async () => {
    const drafted = await draft(enterprise);
    expect(drafted).toMatchObject({ body: { applicant: { uscc: someUscc, contact: { name: '林小明' } } } });
    const submitted = await act(enterprise, drafted, 'submit');
    expect(submitted).toMatchObject({
      status: 200,
      body: {
        status: 'in-review',
        owner: 'task-force',
        nextCommands: ['return', 'approve', 'reject', 'withdraw'],
        admission: {
          policy: { version: '2026.1' },
          outcome: 'admissible',
          rules: [
            { result: 'passed' },
            { input: '6513', result: 'passed' },
            { input: '1250000', result: 'passed' },
          ],
        },
      },
    });
    expect(await taskForce('GET', `/applications/${field(drafted, 'id')}`)).toMatchObject({
      body: { applicant: { contact: { name: '林**', phone: '138****5678' } } },
    });
    expect(
      await taskForce('GET', `/applications/${field(drafted, 'id')}/contact?reason=review`),
    ).toMatchObject({ body: { phone: '13812345678' } });
    const approved = await act(taskForce, submitted, 'approve');
    expect(approved).toMatchObject({ status: 200, body: { status: 'approved', decidedBy: 'task-force' } });
    const history = await enterprise('GET', `/applications/${field(drafted, 'id')}/history`);
    expect(JSON.stringify(history.body)).not.toContain('13812345678');
    expect(history).toMatchObject({
      body: { items: [{ what: 'drafted' }, { what: 'submitted' }, { what: 'approved', by: 'task-force' }] },
    });
  });

  it('of an unwanted trade goes straight back with the reason, and may be mended', async () => {
    const returned = await act(operator, await draft(operator, { trade: '废品收购站' }), 'submit');
    expect(returned).toMatchObject({
      body: { status: 'returned', reason: expect.stringContaining('废品收购站') },
    });
    expect(returned).toMatchObject({ body: { admission: { outdated: false } } });
    const at = `/applications/${field(returned, 'id')}`;
    const revised = await operator('PUT', at, application(), tag(returned));
    expect(revised).toMatchObject({
      body: { admission: { outdated: true, at: expect.stringContaining('T') as string } },
    });
    expect(await act(operator, revised, 'submit')).toMatchObject({ body: { status: 'in-review' } });
  });

  it('stays with its park once it was submitted, and until then goes where its operator may write', async () => {
    await registerTestPark(intake.database.pool, { code: 'legal', units: 1, operator: 'operator-software' });
    const ofBoth = sendTo(intake, {
      subject: 'of-both',
      kind: 'person',
      roles: ['park-operator'],
      parks: ['software', 'legal'],
    });
    const put = (by: Send, on: Answer, park: string) =>
      by('PUT', `/applications/${field(on, 'id')}`, application({ park }), tag(on));
    const drafted = await draft(operator);
    expect(await put(operator, drafted, 'legal')).toMatchObject({
      status: 403,
      body: { code: 'auth.other-park' },
    });
    const moved = await put(ofBoth, drafted, 'legal');
    expect(moved).toMatchObject({ status: 200, body: { park: 'legal' } });
    const back = await put(ofBoth, moved, 'software');
    const returned = await act(taskForce, await act(operator, back, 'submit'), 'return', {
      reason: '材料不全',
    });
    for (const by of [ofBoth, enterprise])
      expect(await put(by, returned, 'legal')).toMatchObject({
        status: 409,
        body: { code: 'application.park-fixed', park: 'software' },
      });
    expect(await put(operator, returned, 'software')).toMatchObject({ status: 200 });
  });

  it('is judged by the size class of the day on which it is submitted, and shows the registered name', async () => {
    const uscc = '91350100M000100Y43';
    const registered = { name: '测试公司', industry: '6513', staff: 5, revenueFen: '10000000' };
    await operator('PUT', `/enterprises/${uscc}`, registered);
    const applicant = { ...application().applicant, uscc, name: '假名公司' };
    const drafted = await draft(operator, { applicant });
    expect(drafted).toMatchObject({
      body: { applicant: { name: '假名公司', registeredName: '测试公司', sizeClass: 'micro' } },
    });
    await intake.database.pool.query(`UPDATE enterprise SET size_class = 'large' WHERE id = $1`, [uscc]);
    expect(await act(operator, drafted, 'submit')).toMatchObject({
      body: { applicant: { sizeClass: 'large' }, admission: { sizeClass: 'large' } },
    });
  });

  it('names a size class for enterprises only', async () => {
    const { uscc: _, ...without } = application().applicant;
    const applicant = { ...without, sizeClass: 'small' };
    expect(await operator('POST', '/applications', application({ applicant }))).toMatchObject({
      status: 400,
      body: { code: 'application.no-size-class', errors: [{ pointer: '/applicant/sizeClass' }] },
    });
  });

  it('asks for some space', async () => {
    expect(
      await operator('POST', '/applications', application({ wanted: { usage: 'office', areaM2: 0 } })),
    ).toMatchObject({ status: 400, body: { errors: [{ pointer: '/wanted/areaM2' }] } });
  });

  it('is not decided by who entered it, nor twice, nor on an old view of it', async () => {
    const both = sendTo(intake, { subject: 'both', kind: 'person', roles: ['park-operator', 'task-force'] });
    const submitted = await act(both, await draft(both), 'submit');
    expect(await act(both, submitted, 'approve')).toMatchObject({
      status: 403,
      body: { code: 'application.own-entry' },
    });
    const rejected = await act(taskForce, submitted, 'reject', { reason: '不符合定位' });
    expect(rejected).toMatchObject({ body: { status: 'rejected' } });
    expect(await act(taskForce, submitted, 'approve')).toMatchObject({ status: 412 });
    expect(await act(taskForce, rejected, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'application.not-now', allowed: [] },
    });
  });

  it('is seen by its park once it is submitted', async () => {
    const drafted = await draft(enterprise);
    const at = `/applications/${field(drafted, 'id')}`;
    expect(await taskForce('GET', at)).toMatchObject({ status: 404 });
    expect(await taskForce('GET', `${at}/history`)).toMatchObject({ status: 404 });
    const listed = async () => JSON.stringify((await taskForce('GET', '/applications')).body);
    expect(await listed()).not.toContain(field(drafted, 'id'));
    const revised = await enterprise('PUT', at, application({ trade: '软件外包' }), tag(drafted));
    expect(await taskForce('GET', at)).toMatchObject({ status: 404 });
    expect(await act(enterprise, revised, 'submit')).toMatchObject({ status: 200 });
    expect(await taskForce('GET', at)).toMatchObject({ status: 200, body: { park: 'software' } });
    expect(await listed()).toContain(field(drafted, 'id'));
  });

  it('is an enterprise’s own affair: others’ are neither seen nor made', async () => {
    const others = await draft(operator, {
      applicant: { ...application().applicant, uscc: '91350503M000000000' },
    });
    expect(await enterprise('GET', `/applications/${field(others, 'id')}`)).toMatchObject({ status: 404 });
    expect(
      await enterprise(
        'POST',
        '/applications',
        application({ applicant: { ...application().applicant, uscc: '91350503M000000000' } }),
      ),
    ).toMatchObject({
      status: 403,
      body: { code: 'application.not-your-enterprise' },
    });
    const list = await enterprise('GET', '/applications?park=software');
    expect(list.status).toBe(200);
    expect(JSON.stringify(list.body)).not.toContain('91350503M000000000');
  });
});

describe('a version run dry', () => {
  const stricter = {
    ...definition,
    admission: [{ ...definition.admission[1], consequence: 'required', industries: ['64'] }],
  };
  const versionOf = async (version: string, content: object) =>
    field(
      await drafter('POST', '/policies', {
        park: 'software',
        version,
        effectiveFrom: today,
        definition: content,
      }),
      'id',
    );
  const dryRun = (id: string, by: Send = drafter) => by('GET', `/policies/${id}/dry-run`);

  it('says who would have been decided otherwise, and why, and changes nothing', async () => {
    const submitted = await act(enterprise, await draft(enterprise), 'submit');
    const id = await versionOf('2027.1', stricter);
    const { body } = await dryRun(id);
    expect(body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          application: field(submitted, 'id'),
          status: 'in-review',
          before: 'admissible',
          after: 'inadmissible',
          reasonsBefore: [],
          reasonsAfter: [expect.objectContaining({ zh: expect.stringContaining('不符合') as string })],
        }),
      ]) as object,
    });
    expect(await enterprise('GET', `/applications/${field(submitted, 'id')}`)).toEqual(
      expect.objectContaining({ body: submitted.body }),
    );
    expect(await dryRun(id, enterprise)).toMatchObject({ status: 403 });
  });

  it('of the version in force finds nobody', async () => {
    const { body } = await dryRun(await versionOf('2027.2', definition));
    expect(body).toMatchObject({ otherwise: 0, items: [] });
    const { judged, changes } = body as { judged: number; changes: { applications: number }[] };
    expect(judged).toBeGreaterThan(0);
    expect(changes.reduce((sum, { applications }) => sum + applications, 0)).toBe(judged);
  });
});
