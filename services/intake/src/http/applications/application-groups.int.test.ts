import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, type Send } from '../../testing/send-to.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { registerTestPark } from '../../testing/test-park.ts';
import { someUscc } from '../../testing/updates.ts';

let intake: IntakeUnderTest;
let operator: Send;
let taskForce: Send;
let enterprise: Send;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
  await registerTestPark(intake.database.pool, { code: 'legal', units: 1 });
  const person = (subject: string, role: string, more: object = {}) =>
    sendTo(intake, { subject, kind: 'person', roles: [role as never], ...more });
  operator = person('operator', 'park-operator');
  taskForce = person('task-force', 'task-force');
  enterprise = person('boss', 'enterprise', { parks: [], enterprise: someUscc });
});
afterAll(() => intake?.stop());

const application = (change: object = {}) => ({
  park: 'software',
  applicant: {
    uscc: someUscc,
    name: '演示软件公司',
    industry: '6513',
    contact: { name: '林小明', phone: '13812345678' },
  },
  trade: '工业软件开发',
  wanted: { usage: 'office', areaM2: 100 },
  promised: {},
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

describe('a group', () => {
  const found = async (rule: object) => {
    const group = await operator('POST', '/application-groups', {
      park: 'software',
      name: '演示产业链',
      rule,
    });
    expect(group).toMatchObject({ status: 201 });
    const id = field(group, 'id');
    const members = [
      await draft(operator, { group: id }),
      await draft(operator, { group: id }),
      await draft(operator, { group: id }),
    ];
    return { at: `/application-groups/${id}`, members };
  };
  const submit = async (at: string) => {
    const group = await operator('GET', at);
    expect(await operator('POST', `${at}/submit`, {}, tag(group))).toMatchObject({
      status: 200,
      body: { status: 'in-review' },
    });
  };
  const now = (member: Answer) => taskForce('GET', `/applications/${field(member, 'id')}`);
  const statuses = (members: readonly Answer[]) =>
    Promise.all(members.map(async (member) => field(await now(member), 'status')));

  it('is decided as one', async () => {
    const { at, members } = await found({ kind: 'all' });
    expect(await act(operator, members[0] as Answer, 'submit')).toMatchObject({
      body: { code: 'application.of-group' },
    });
    await submit(at);
    expect(await taskForce('POST', `${at}/approve`, {}, tag(await taskForce('GET', at)))).toMatchObject({
      body: { status: 'held' },
    });
    expect(await statuses(members)).toEqual(['approved', 'approved', 'approved']);
  });

  it('submits what an enterprise has drafted for itself, too', async () => {
    const founded = { park: 'software', name: '演示产业链', rule: { kind: 'all' } };
    const group = await enterprise('POST', '/application-groups', founded);
    const own = await draft(enterprise, { group: field(group, 'id') });
    await draft(operator, { group: field(group, 'id') });
    await submit(`/application-groups/${field(group, 'id')}`);
    expect(await now(own)).toMatchObject({ status: 200, body: { status: 'in-review' } });
  });

  it('is joined by applications to its park only', async () => {
    const founder = { park: 'software', name: '演示产业链', rule: { kind: 'all' } };
    const group = await operator('POST', '/application-groups', founder);
    const other = application({ park: 'legal', group: field(group, 'id') });
    expect(await enterprise('POST', '/applications', other)).toMatchObject({
      status: 409,
      body: { code: 'application-group.other-park' },
    });
  });

  it('is seen by its members and founder, submitted by its founder, and is no affair of other enterprises', async () => {
    const { at } = await found({ kind: 'all' });
    const stranger = sendTo(intake, {
      subject: 'stranger',
      kind: 'person',
      roles: ['enterprise'],
      parks: [],
      enterprise: '91350503M000000000',
    });
    const group = await enterprise('GET', at);
    expect(group).toMatchObject({ status: 200, body: { status: 'gathering' } });
    expect(await enterprise('POST', `${at}/submit`, {}, tag(group))).toMatchObject({
      status: 403,
      body: { code: 'application-group.not-founder' },
    });
    expect(await stranger('GET', at)).toMatchObject({ status: 404 });
    expect(await stranger('POST', `${at}/submit`, {}, tag(group))).toMatchObject({ status: 404 });
    const own = await enterprise('POST', '/application-groups', {
      park: 'software',
      name: '演示产业链二',
      rule: { kind: 'all' },
    });
    expect(await enterprise('GET', `/application-groups/${field(own, 'id')}`)).toMatchObject({ status: 200 });
  });

  it('of which all must come fails with the first that does not', async () => {
    const { at, members } = await found({ kind: 'all' });
    await submit(at);
    expect(await act(taskForce, await now(members[0] as Answer), 'approve')).toMatchObject({
      body: { status: 'approved-in-group' },
    });
    await act(taskForce, await now(members[1] as Answer), 'reject', { reason: '演示' });
    expect(await statuses(members)).toEqual(['group-failed', 'rejected', 'group-failed']);
  });

  it('of at least two holds with the second, and the third is decided by itself', async () => {
    const { at, members } = await found({ kind: 'at-least', members: 2 });
    await submit(at);
    await act(taskForce, await now(members[0] as Answer), 'approve');
    expect(await act(taskForce, await now(members[2] as Answer), 'approve')).toMatchObject({
      body: { status: 'approved' },
    });
    expect(await statuses(members)).toEqual(['approved', 'in-review', 'approved']);
    expect(await act(taskForce, await now(members[1] as Answer), 'approve')).toMatchObject({
      body: { status: 'approved' },
    });
  });

  const decide = async (at: string, what: string, body: object = {}) =>
    taskForce('POST', `${at}/${what}`, body, tag(await taskForce('GET', at)));

  it('is not decided before it is submitted', async () => {
    const { at } = await found({ kind: 'all' });
    for (const what of ['approve', 'return', 'reject'])
      expect(await decide(at, what, what === 'approve' ? {} : { reason: '演示' })).toMatchObject({
        status: 409,
        body: { code: 'application-group.not-now', allowed: ['join', 'submit'] },
      });
  });

  it('is due while it is in review, listed, and keeps its history', async () => {
    const { at } = await found({ kind: 'all' });
    await submit(at);
    const group = await taskForce('GET', at);
    expect(group).toMatchObject({
      body: { dueAt: field(group, 'reviewDueAt'), nextCommands: ['approve', 'return', 'reject'] },
    });
    const listed = async (by: Send, query: string) =>
      JSON.stringify((await by('GET', `/application-groups${query}`)).body).includes(field(group, 'id'));
    expect(await listed(taskForce, '?park=software&status=in-review')).toBe(true);
    expect(await listed(taskForce, '?status=held')).toBe(false);
    // A member is its own.
    expect(await listed(enterprise, '')).toBe(true);
    expect(await listed(enterprise, '?park=legal')).toBe(false);
    const other = sendTo(intake, {
      subject: 'other',
      kind: 'person',
      roles: ['enterprise'],
      parks: [],
      enterprise: '91350503M000000000',
    });
    expect(await listed(other, '')).toBe(false);
    await decide(at, 'approve');
    const history = await enterprise('GET', `${at}/history`);
    const facts = (history.body as { items: { what: string }[] }).items.map(({ what }) => what);
    expect(facts.join(' ')).toBe('founded joined joined joined submitted approved noted noted noted held');
    expect(await other('GET', `${at}/history`)).toMatchObject({ status: 404 });
  });

  it('is rejected as one, with a reason', async () => {
    const { at, members } = await found({ kind: 'at-least', members: 2 });
    await submit(at);
    await act(taskForce, await now(members[0] as Answer), 'return', { reason: '材料不全' });
    await act(taskForce, await now(members[1] as Answer), 'approve');
    expect(await decide(at, 'reject', { reason: '与园区定位不符' })).toMatchObject({
      status: 200,
      body: { status: 'rejected', decidedBy: 'task-force', reason: '与园区定位不符', nextCommands: [] },
    });
    expect(await statuses(members)).toEqual(['group-failed', 'rejected', 'rejected']);
  });

  it('is sent back as one, mended, and submitted anew', async () => {
    const { at, members } = await found({ kind: 'all' });
    await submit(at);
    await act(taskForce, await now(members[0] as Answer), 'approve');
    expect(await decide(at, 'return', { reason: '材料不全' })).toMatchObject({
      body: { status: 'gathering', reason: '材料不全' },
    });
    expect(await statuses(members)).toEqual(['returned', 'returned', 'returned']);
    await submit(at);
    expect(await decide(at, 'approve')).toMatchObject({ body: { status: 'held' } });
    expect(await statuses(members)).toEqual(['approved', 'approved', 'approved']);
  });

  it('has a member that was sent back alone submitted alone, while the others wait', async () => {
    const { at, members } = await found({ kind: 'all' });
    await submit(at);
    for (const member of members) await act(taskForce, await now(member), 'return', { reason: '材料不全' });
    expect(await decide(at, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'application-group.none-in-review' },
    });
    for (const member of members)
      expect(await act(operator, await now(member), 'submit')).toMatchObject({
        body: { status: 'in-review' },
      });
    expect(await decide(at, 'approve')).toMatchObject({ body: { status: 'held' } });
  });

  it('is dissolved when too few of those approved stay, and the others are reviewed each by itself', async () => {
    const { at, members } = await found({ kind: 'at-least', members: 2 });
    await submit(at);
    await act(taskForce, await now(members[0] as Answer), 'approve');
    await act(taskForce, await now(members[1] as Answer), 'approve');
    await act(operator, await now(members[0] as Answer), 'withdraw');
    expect(await taskForce('GET', at)).toMatchObject({ body: { status: 'dissolved' } });
    const left = await now(members[1] as Answer);
    expect(left).toMatchObject({
      body: { status: 'in-review', reason: expect.stringContaining('抱团') as string },
    });
    expect(left.body).not.toHaveProperty('contractDueAt');
    const { rows } = await intake.database.pool.query(
      `SELECT 1 FROM messaging.outbox WHERE key = $1 AND type = 'cn.yuanqu.intake.application.reopened.v1'`,
      [field(left, 'id')],
    );
    expect(rows).toHaveLength(1);
    // Nobody is bound to the group any more.
    for (const member of members.slice(1))
      expect(await act(taskForce, await now(member), 'approve')).toMatchObject({
        body: { status: 'approved' },
      });
  });
});
