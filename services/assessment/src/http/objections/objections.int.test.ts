import { createHash } from 'node:crypto';
import { newId } from '@yuanqu/domain';
import type { TestClaims } from '@yuanqu/service-kit/testing';
import { fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type AssessmentUnderTest, startAssessment } from '../../testing/start-assessment.ts';
import { parkTold, seen, unitsTold } from '../../testing/told-events.ts';
import { serviceTold } from '../../testing/told-evidence.ts';

const assessor = { subject: 'assessor', name: '考核员', roles: ['assessor' as const] };
const second = { subject: 'second', name: '另一考核员', roles: ['assessor' as const] };
const office = { subject: 'office', name: '领导小组办公室', roles: ['leading-group-office' as const] };
const operator = {
  subject: 'operator-software',
  roles: ['park-operator' as const],
  parks: ['software'],
};
const stranger = { subject: 'operator-ip', roles: ['park-operator' as const], parks: ['ip'] };
const month = '2027-01';

describe('a month between closing and publication', () => {
  const clock = fakeClock('2027-02-10T00:00:00Z');
  let service: AssessmentUnderTest;
  const software = unitsTold('software', 2);
  const ip = unitsTold('ip', 2);

  beforeAll(async () => {
    service = await startAssessment(clock);
    await service.tell([
      parkTold('software', { landAreaM2: 2_000 }),
      parkTold('ip', { landAreaM2: 2_000 }),
      ...software.events,
      ...ip.events,
      ...software.units.map((unit) => seen(unit, 'let', '2027-01-02T00:00:00.000Z')),
      ...ip.units.map((unit) => seen(unit, 'let', '2027-01-10T00:00:00.000Z')),
      ...serviceTold('software', '2027-01-10T00:00:00.000Z'),
    ]);
    await service.settled();
  });
  afterAll(() => service.stop());

  const send = (claims: TestClaims, path: string, body?: object) => service.call('POST', path, claims, body);
  const act = (claims: TestClaims, on: Answer, what: string, body?: object) =>
    service.call('POST', `/objections/${on.body.id}/${what}`, claims, body, {
      'if-match': `"${on.body.revision}"`,
    });
  const raise = (claims: TestClaims, more: object = {}) =>
    send(claims, '/objections', {
      month,
      park: 'software',
      about: 'service-in-time',
      words: '该请求已当场答复',
      evidence: '工单照片（演示）',
      ...more,
    });
  const publish = () => send(office, `/league-tables/${month}/publish`);
  const table = async (claims: TestClaims = office, query = '') =>
    (await service.call('GET', `/league-tables/${month}${query}`, claims)).body;

  it('costs a park points for an incident, which a person records and another may withdraw', async () => {
    const incident = {
      park: 'ip',
      day: '2027-01-12',
      kind: 'safety',
      gravity: 'serious',
      words: '消防通道堵塞（演示）',
      points: 2.5,
    };
    expect((await send(operator, '/incidents', { ...incident, park: 'software' })).status).toBe(403);
    expect((await send(assessor, '/incidents', { ...incident, day: '2027-02-30' })).status).toBe(400);
    expect((await send(assessor, '/incidents', { ...incident, day: '2027-03-01' })).body.code).toBe(
      'incident.future',
    );
    expect((await send(assessor, '/incidents', { ...incident, park: 'nowhere' })).body.code).toBe(
      'assessment.unknown-park',
    );
    const mistaken = await send(assessor, '/incidents', incident);
    expect(mistaken).toMatchObject({
      status: 201,
      body: {
        points: 2.5,
        nextCommands: ['withdraw'],
        effect: {
          rule: '2027.1',
          maxPoints: 10,
          sentence: { zh: '当月考核扣 2.50 分（此类合计至多 10.00 分）。' },
        },
      },
    });
    // The year before is judged by a rule that takes nothing off.
    const early = await send(assessor, '/incidents', { ...incident, day: '2026-12-30' });
    expect(early.body.effect).toMatchObject({
      rule: '2021.1',
      maxPoints: 0,
      sentence: { zh: '当月考核规则 2021.1 不因此类事件扣分，仅作记录。' },
    });
    const path = `/incidents/${mistaken.body.id}/withdraw`;
    const reason = { reason: '登记有误' };
    expect((await send(office, path, reason)).status).toBe(428);
    const withdraw = (revision: number) =>
      service.call('POST', path, office, reason, { 'if-match': `"${revision}"` });
    expect((await withdraw(1)).body).toMatchObject({ status: 'withdrawn', withdrawal: { by: 'office' } });
    expect((await withdraw(2)).body.code).toBe('incident.not-now');
    for (const kind of ['safety', 'integrity'])
      expect((await send(second, '/incidents', { ...incident, kind })).status).toBe(201);
    const { rows } = await table();
    expect(rows.find(({ park }: { park: string }) => park === 'ip')).toMatchObject({
      deductions: [{ kind: 'safety', events: 1, points: 2.5 }, { kind: 'integrity' }],
      explanation: { zh: expect.stringContaining('安全生产事件 1 起，扣 2.50 分。') },
    });
  });

  it('is shown to operators before it is published, and takes objections until then', async () => {
    expect((await raise(operator)).body).toMatchObject({
      code: 'objection.no-preview',
      detail: expect.stringContaining('尚未评定'),
    });
    const closed = await send(assessor, `/league-tables/${month}/close`);
    // Three working days after Wednesday the tenth, to the end of Monday the fifteenth in Shanghai.
    expect(closed.body).toMatchObject({ version: 1, previewUntil: '2027-02-15T16:00:00.000Z' });
    expect((await table(operator)).rows.map(({ park }: { park: string }) => park)).toEqual(['software']);
    expect((await publish()).body.code).toBe('assessment.preview-running');
    const late = await send(assessor, '/incidents', {
      park: 'ip',
      day: '2027-01-13',
      kind: 'safety',
      gravity: 'minor',
      words: '演示',
      points: 1,
    });
    expect(late.body.code).toBe('assessment.month-closed');
  });

  it('is objected to by the park’s own operator, about something that it is judged by', async () => {
    expect((await raise(stranger)).status).toBe(403);
    expect((await raise(operator, { about: 'beauty' })).status).toBe(400);
    expect((await raise(operator, { evidence: ' ' })).status).toBe(400);
    expect((await raise(operator, { about: 'integrity' })).body.code).toBe('objection.no-incident');
    const first = await raise(operator, { about: 'occupancy' });
    expect(first).toMatchObject({
      status: 201,
      body: { status: 'open', owner: 'assessor', version: 1, decideDueAt: '2027-02-17T16:00:00.000Z' },
    });
    expect((await raise(operator, { about: 'occupancy' })).body.code).toBe('objection.already-raised');
    expect((await act(stranger, first, 'withdraw')).status).toBe(403);
    expect((await act(operator, first, 'withdraw')).body.status).toBe('withdrawn');
    expect((await service.call('GET', '/objections', stranger)).body.items).toEqual([]);
  });

  it('is changed by an upheld objection only as a new version, with what was put right beside what was reckoned', async () => {
    const raised = await raise(operator);
    const uphold = {
      uphold: true,
      words: '已核实，当场答复',
      putRight: { indicator: 'service-in-time', measure: 1 },
    };
    expect((await act(operator, raised, 'decide', uphold)).status).toBe(403);
    expect((await act(assessor, raised, 'decide', uphold)).body.code).toBe('objection.closed-it');
    expect((await act(office, raised, 'decide', { ...uphold, uphold: false })).body.code).toBe(
      'objection.dismissal-changes-nothing',
    );
    for (const putRight of [
      { indicator: 'occupancy', measure: 75 },
      { indicator: 'occupancy', measure: -0.1 },
      { indicator: 'lead-enterprise', measure: 0.5 },
      { indicator: 'tax-per-mu', measure: -1 },
    ])
      expect((await act(office, raised, 'decide', { ...uphold, putRight })).body).toMatchObject({
        code: 'objection.impossible-measure',
        errors: [{ pointer: '/putRight/measure' }],
      });
    const about = await raise(stranger, { park: 'ip', about: 'integrity' });
    expect(about.status).toBe(201);
    const before = await table();
    const decided = await act(office, raised, 'decide', uphold);
    expect(decided.body).toMatchObject({ status: 'upheld', decision: { inTime: true, version: 1 } });
    expect((await act(office, raised, 'decide', uphold)).body.code).toBe('request.changed-meanwhile');
    expect((await table()).sha256).toBe(before.sha256);

    clock.set('2027-02-15T16:00:00Z');
    expect((await send(office, `/league-tables/${month}/recompute`)).status).toBe(403);
    expect((await send(assessor, `/league-tables/${month}/recompute`)).body.code).toBe(
      'assessment.objections-open',
    );
    const strange = { incidents: [newId()] };
    expect(
      (await act(office, about, 'decide', { uphold: true, words: '查无此事', ...strange })).body.code,
    ).toBe('objection.unknown-incident');
    const fallen = await act(office, about, 'decide', { uphold: true, words: '查无此事' });
    expect(fallen.body).toMatchObject({ status: 'upheld', decision: { incidents: [expect.any(String)] } });
    const [incident] = fallen.body.decision.incidents;
    expect((await service.call('GET', `/incidents/${incident}`, office)).body).toMatchObject({
      status: 'withdrawn',
      withdrawal: { by: 'office', reason: '查无此事' },
    });
    expect((await publish()).body.code).toBe('assessment.recomputation-due');
    const again = await send(assessor, `/league-tables/${month}/recompute`);
    expect(again.body).toMatchObject({ version: 2, previewUntil: '2027-02-15T16:00:00.000Z' });
    const after = await table();
    expect(after.rows.find(({ park }: { park: string }) => park === 'ip').deductions).toMatchObject([
      { kind: 'safety' },
    ]);
    const row = after.rows.find(({ park }: { park: string }) => park === 'software');
    expect(row.indicators.find(({ code }: { code: string }) => code === 'service-in-time')).toMatchObject({
      measure: 1,
      points: 10,
      overridden: true,
      sentence: {
        zh: expect.stringMatching(/按时办结 0 件 = 0\.00 %。经申诉更正为 100\.00 %（已核实，当场答复）。/),
      },
    });
    expect(row.inputs.overrides).toMatchObject([{ objection: raised.body.id, measure: 1 }]);
    expect((await table(office, '?version=1')).sha256).toBe(before.sha256);
    for (const version of [1, 2])
      expect(
        (await service.call('GET', `/league-tables/${month}/verify?version=${version}`, assessor)).body.ok,
      ).toBe(true);
    expect((await send(assessor, `/league-tables/${month}/recompute`)).body.code).toBe(
      'assessment.nothing-to-recompute',
    );
  });

  it('is published when the preview is over and every objection decided, and objected to no more', async () => {
    clock.set('2027-02-15T15:00:00Z');
    const raised = await raise(stranger, { park: 'ip', about: 'safety' });
    expect(raised.status).toBe(201);
    clock.set('2027-02-16T00:00:00Z');
    expect((await raise(operator)).body.code).toBe('objection.preview-over');
    expect((await publish()).body).toMatchObject({ code: 'assessment.objections-open', open: 1 });
    const dismiss = { uphold: false, words: '情况属实' };
    expect((await act(second, raised, 'decide', dismiss)).body.code).toBe('objection.recorded-it');
    expect((await act(office, raised, 'decide', dismiss)).body.status).toBe('dismissed');
    expect((await publish()).body).toMatchObject({ version: 2, publishedBy: '领导小组办公室' });
    expect((await raise(operator)).body).toMatchObject({
      code: 'objection.no-preview',
      detail: expect.stringContaining('已公布'),
    });
    expect((await table(undefined as never)).rows).toHaveLength(2);
  });

  it('goes into its quarter and its year, which say what is missing', async () => {
    const { status, body } = await service.call('GET', '/league-tables/quarters/2027-Q1');
    expect(status).toBe(200);
    expect(body).toMatchObject({ months: [{ month, version: 2 }], missing: ['2027-02', '2027-03'] });
    expect(body.rows.map(({ park, rank }: Record<string, unknown>) => [park, rank])).toEqual([
      ['software', 1],
      ['ip', 2],
    ]);
    expect(body.rows[0].reason.zh).toMatch(/^第 1 名（[A-D] 级），1 个月平均 [\d.]+ 分。$/);
    const year = await service.call('GET', '/league-tables/years/2027');
    expect(year.body.missing).toHaveLength(11);
    const { text } = await service.call('GET', '/league-tables/years/2027/csv', undefined, undefined, {
      'accept-language': 'zh-CN',
    });
    expect(text).toContain('名次,园区编号,园区,平均分,等级,名次变化,分数变化,理由,2027-01');
    expect((await service.call('GET', '/league-tables/quarters/2026-Q4')).body.code).toBe(
      'assessment.nothing-published',
    );
    expect((await service.call('GET', '/league-tables/quarters/2026-Q9')).status).toBe(400);
  });

  it('gives the bytes whose digest it keeps', async () => {
    const { text } = await service.call('GET', `/league-tables/${month}/document`, assessor);
    const { sha256 } = await table();
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
  });

  it('tells of it in order', async () => {
    const { rows } = await service.database.pool.query<{ type: string }>(
      `SELECT type FROM messaging.outbox
       WHERE topic IN ('yuanqu.assessment.league-table', 'yuanqu.assessment.objection') ORDER BY topic, partition, sequence`,
    );
    const told = rows.map(({ type }) => type.split('.').slice(-3, -1).join('.'));
    expect(told.filter((type) => type.startsWith('league'))).toEqual([
      'league-table.closed',
      'league-table.previewed',
      'league-table.closed',
      'league-table.published',
    ]);
    expect(told.filter((type) => type.startsWith('objection')).toSorted()).toEqual([
      'objection.decided',
      'objection.decided',
      'objection.decided',
      'objection.decided',
      'objection.raised',
      'objection.raised',
      'objection.raised',
      'objection.raised',
    ]);
  });
});
