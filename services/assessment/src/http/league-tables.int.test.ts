import type { TestClaims } from '@yuanqu/service-kit/testing';
import { fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../testing/start-assessment.ts';
import { firmTold, parkTold, retiredTold, seen, unitsTold } from '../testing/told-events.ts';

const assessor = { subject: 'assessor', name: '考核员', roles: ['assessor' as const] };
const office = { subject: 'office', name: '领导小组办公室', roles: ['leading-group-office' as const] };
const both = { subject: 'both', roles: ['assessor' as const, 'leading-group-office' as const] };
const operator = { subject: 'operator-ip', roles: ['park-operator' as const], parks: ['ip'] };
const softwareFirm = '91350100M000100Y43';

describe('the league table of a month', () => {
  const clock = fakeClock('2026-11-20T00:00:00Z');
  let service: AssessmentUnderTest;
  const software = unitsTold('software', 10);
  const ip = unitsTold('ip', 4);
  const young = unitsTold('young', 2);

  beforeAll(async () => {
    service = await startAssessment(clock);
    await service.tell([
      parkTold('software', { name: '泉州软件园' }),
      parkTold('ip', { name: '=知创产业园', leadingIndustries: ['7520'] }),
      parkTold('young', { name: '新园', since: '2026-10-01T00:00:00.000Z' }),
      parkTold('empty', { name: '空园' }),
      firmTold(softwareFirm, '6513'),
      ...software.events,
      ...ip.events,
      ...young.events,
      ...software.units
        .slice(0, 8)
        .map((unit) => seen(unit, 'let', '2026-09-30T16:00:00.000Z', { uscc: softwareFirm })),
      ...software.units.slice(8).map((unit) => seen(unit, 'vacant', '2026-11-10T00:00:00.000Z')),
      ...ip.units
        .slice(0, 2)
        .map((unit) => seen(unit, 'let', '2026-11-01T00:00:00.000Z', { uscc: softwareFirm })),
      ...young.units.map((unit) => seen(unit, 'let', '2026-11-01T00:00:00.000Z', { uscc: softwareFirm })),
    ]);
    await service.settled();
  });
  afterAll(() => service.stop());

  const table = (claims?: TestClaims, query = '') =>
    service.call('GET', `/league-tables/2026-10${query}`, claims);
  const rowOf = (body: { rows: { park: string }[] }, park: string) =>
    body.rows.find((row) => row.park === park);

  it('is preliminary while the month is open, each score explained down to its inputs', async () => {
    const { status, body } = await table(office);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'preliminary',
      upTo: '2026-10-31T16:00:00.000Z',
      rule: { version: '2021.1' },
    });
    expect(
      body.rows.map(({ park, rank, standing }: Record<string, unknown>) => [park, rank, standing]),
    ).toEqual([
      ['software', 1, 'ranked'],
      ['ip', 2, 'ranked'],
      ['young', undefined, 'grace'],
      ['empty', undefined, 'not-assessed'],
    ]);
    expect(rowOf(body, 'software')).toMatchObject({
      score: 84.46,
      explanation: { zh: '第 1 名，84.46 分。' },
      indicators: [
        { code: 'occupancy', measure: 0.8, points: 38.46, maxPoints: 50 },
        { code: 'occupancy-change', measure: 0.8, points: 20 },
        { code: 'leading-share', measure: 1, points: 20 },
        { code: 'freshness', measure: 0.8, points: 6 },
      ],
      inputs: { letM2Days: 24_800, lettableM2Days: 31_000, previousOccupancy: 0, units: 10, freshUnits: 8 },
    });
  });

  it('cannot be closed before the month is over, nor by another role', async () => {
    expect((await service.call('POST', '/league-tables/2026-11/close', assessor)).body.code).toBe(
      'assessment.month-not-over',
    );
    expect((await service.call('POST', '/league-tables/2026-10/close', office)).status).toBe(403);
  });

  it('is frozen when closed: later events are corrections beside it', async () => {
    const closed = await service.call('POST', '/league-tables/2026-10/close', assessor);
    expect(closed.body).toMatchObject({ version: 1, closedBy: '考核员', ruleVersion: '2021.1' });
    expect((await service.call('POST', '/league-tables/2026-10/close', assessor)).body.code).toBe(
      'assessment.already-closed',
    );
    const before = await table(office);
    expect(before.body).toMatchObject({ state: 'closed', version: 1, sha256: closed.body.sha256 });

    const [late] = software.units.slice(9);
    if (!late) throw new Error('no unit');
    await service.tell([
      seen(late, 'let', '2026-10-15T16:00:00.000Z', { uscc: softwareFirm, toldAt: clock() }),
    ]);
    await service.settled();
    const { body } = await table(office);
    const { correction, ...row } = rowOf(body, 'software') as { correction?: object; park: string };
    expect(row).toEqual(rowOf(before.body, 'software'));
    expect(correction).toMatchObject({ lateArrivals: 1, occupancy: 0.851613, change: expect.any(Number) });
    expect(rowOf(body, 'ip')).not.toHaveProperty('correction');
    const { body: corrections } = await service.call('GET', '/league-tables/2026-10/corrections', office);
    expect(corrections.items).toMatchObject([
      { kind: 'observation', park: 'software', unit: late.code, at: '2026-10-15T16:00:00.000Z' },
    ]);
    const { body: month } = await service.call('GET', '/parks/software/occupancy?month=2026-10', office);
    expect(month).toMatchObject({ rate: 0.851613, frozen: { version: 1, rate: 0.8, lateArrivals: 1 } });
    expect(month).toMatchObject({
      frozen: { explanation: { zh: expect.stringMatching(/第 1 版定为 80.*1 条/) } },
    });
  });

  it('comes out the same byte for byte when it is reckoned again', async () => {
    const { body } = await service.call('GET', '/league-tables/2026-10/verify', assessor);
    expect(body.steps.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
    expect(body.ok).toBe(true);
    const { rows } = await service.database.pool.query<{ document: string }>(
      'SELECT document FROM league_table',
    );
    expect(rows[0]?.document).toMatch(/^\{"cutoff":"2026-10-31T16:00:00.000Z","format":1,"month":"2026-10"/);
  });

  it('shows a forgery of what it rests on', async () => {
    const { pool } = service.database;
    await expect(pool.query('UPDATE frozen_unit SET let_ms = 0')).rejects.toThrow('frozen');
    await expect(pool.query("UPDATE league_table SET document = '{}'")).rejects.toThrow('frozen');
    await pool.query("UPDATE observation SET status = 'vacant' WHERE unit_id = $1", [software.units[0]?.id]);
    const { body } = await service.call('GET', '/league-tables/2026-10/verify', assessor);
    expect(body.ok).toBe(false);
    expect(body.steps.at(-1)).toMatchObject({
      step: 'history',
      ok: false,
      detail: '1 units come out otherwise: A-001',
    });
    await pool.query("UPDATE observation SET status = 'let' WHERE unit_id = $1", [software.units[0]?.id]);
  });

  it('is public once the office has published it, and not before', async () => {
    expect((await table()).body.code).toBe('auth.unauthenticated');
    expect((await table(operator)).body.rows.map(({ park }: { park: string }) => park)).toEqual(['ip']);
    expect((await service.call('POST', '/league-tables/2026-10/publish', assessor)).status).toBe(403);
    expect((await service.call('POST', '/league-tables/2026-10/publish', office)).body).toMatchObject({
      publishedBy: '领导小组办公室',
    });
    expect((await service.call('POST', '/league-tables/2026-10/publish', office)).body.code).toBe(
      'assessment.already-published',
    );
    const { status, body } = await table();
    expect([status, body.state, body.rows.length]).toEqual([200, 'published', 4]);
    expect(body).not.toHaveProperty('closedBy');
  });

  it('exports as CSV that no spreadsheet runs', async () => {
    const { text, headers } = await service.call('GET', '/league-tables/2026-10/csv');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(text).toContain("2,ip,'=知创产业园");
    expect(text).toMatch(/^\uFEFF?名次,园区编号,园区,总分,入驻率,/);
    expect(text).toContain('第 1 名，84.46 分。');
    expect(headers.get('content-language')).toBe('zh');
    const english = (query: string, accepted?: string) =>
      service.call('GET', `/league-tables/2026-10/csv${query}`, undefined, undefined, {
        ...(accepted !== undefined && { 'accept-language': accepted }),
      });
    expect((await english('?lang=en')).text).toContain('Rank,Park code,Park,Score,Occupancy,');
    expect((await english('', 'en-GB')).text).toContain('Rank,Park code,');
    expect((await english('?lang=zh', 'en-GB')).text).toContain('名次,园区编号,');
  });

  it('is reopened by two people in two roles, and closed again as a new version', async () => {
    const path = '/league-tables/2026-10/reopenings';
    const reason = { reason: '运营机构补报了十月的入驻情况' };
    const { status, body: asked } = await service.call('POST', path, both, reason);
    expect(status).toBe(201);
    expect((await service.call('POST', path, office, reason)).body.code).toBe('assessment.reopening-pending');
    const confirm = (claims: TestClaims) => service.call('POST', `${path}/${asked.id}/confirm`, claims);
    expect((await confirm({ ...assessor, subject: 'both' })).body.code).toBe(
      'assessment.reopening-same-person',
    );
    expect((await confirm(assessor)).body.code).toBe('assessment.reopening-same-role');
    expect((await service.call('POST', `${path}/${asked.id}/confirm`, office)).body).toMatchObject({
      confirmedBy: 'office',
    });

    expect((await table(office)).body).toMatchObject({ state: 'preliminary', reopened: true });
    expect((await table()).body).toMatchObject({ state: 'published', version: 1, reopened: true });
    const again = await service.call('POST', '/league-tables/2026-10/close', assessor);
    expect(again.body).toMatchObject({ version: 2 });
    const { body } = await table(office);
    expect(rowOf(body, 'software')).toMatchObject({ inputs: { occupancy: 0.851613 } });
    expect(rowOf(body, 'software')).not.toHaveProperty('correction');
    expect((await table(office, '?version=1')).body).toMatchObject({ version: 1, reopened: true });
    expect((await service.call('GET', '/league-tables/2026-10/verify', assessor)).body).toMatchObject({
      version: 2,
      ok: true,
    });
    expect((await service.call('GET', '/league-tables/2026-10/verify?version=1', assessor)).body.ok).toBe(
      true,
    );
    expect((await service.call('GET', '/league-tables', assessor)).body.items).toHaveLength(2);
    // The table that was published is open to whoever comes; what was only closed is not.
    const open = (await service.call('GET', '/league-tables')).body.items as readonly object[];
    for (const item of open) expect(item).toHaveProperty('publishedAt');
  });

  it('compares the next month with the frozen figure', async () => {
    const { body } = await service.call('GET', '/league-tables/2026-11', office);
    expect(rowOf(body, 'software')).toMatchObject({
      inputs: { previousOccupancy: 0.851613, previousFrozenVersion: 2 },
    });
  });

  it('takes a new rule only before the month in which it takes effect has begun', async () => {
    const { body } = await service.call('GET', '/scoring-rules', office);
    const { definition } = body.items.find(({ version }: { version: string }) => version === '2021.1');
    const add = (effectiveFrom: string, changes: object = {}) =>
      service.call('POST', '/scoring-rules', assessor, {
        version: '2026.2',
        effectiveFrom,
        definition: { ...definition, ...changes },
      });
    expect((await add('2026-10')).body.code).toBe('assessment.rule-reaches-back');
    expect((await add('2026-11')).body).toMatchObject({
      code: 'assessment.rule-reaches-back',
      errors: [{ pointer: '/effectiveFrom', detail: 'must be 2026-12 or later' }],
    });
    expect((await add('2026-12', { indicators: definition.indicators.slice(1) })).body).toMatchObject({
      code: 'assessment.rule-contradicts',
      errors: [{ pointer: '/definition/indicators' }, { pointer: '/definition/indicators' }],
    });
    expect((await add('2026-12')).status).toBe(201);
    expect((await add('2026-12')).body.code).toBe('assessment.rule-exists');
    // A mistake is put right by another rule for the same month: the newer holds.
    const better = {
      version: '2026.3',
      effectiveFrom: '2026-12',
      definition: { ...definition, graceMonths: 0 },
    };
    expect((await service.call('POST', '/scoring-rules', assessor, better)).status).toBe(201);
    const listed = (await service.call('GET', '/scoring-rules', office)).body.items;
    expect(listed.map(({ version }: { version: string }) => version)).toEqual([
      '2027.1',
      '2026.3',
      '2026.2',
      '2021.1',
    ]);
    const { rows } = await service.database.pool.query<{ data: object }>(
      `SELECT body::json -> 'data' AS data FROM messaging.outbox
       WHERE topic = 'yuanqu.assessment.scoring-rule' ORDER BY sequence`,
    );
    expect(rows.map(({ data }) => data)).toMatchObject([
      { version: '2026.2', effectiveFrom: '2026-12', announcedBy: 'assessor' },
      { version: '2026.3', supersedes: '2026.2', indicatorsZh: expect.stringContaining('入驻率 50 分') },
    ]);
    clock.set('2026-12-02T00:00:00Z');
    const december = await service.call('GET', '/league-tables/2026-12', office);
    expect(december.body.rule.version).toBe('2026.3');
    expect(rowOf(december.body, 'young')).toMatchObject({ standing: 'ranked' });
  });

  it('tells of closing, publishing and reopening in order', async () => {
    const { rows } = await service.database.pool.query<{ type: string; body: string }>(
      "SELECT type, body FROM messaging.outbox WHERE topic = 'yuanqu.assessment.league-table' ORDER BY sequence",
    );
    expect(rows.map(({ type }) => type.split('.').at(-2))).toEqual([
      'closed',
      'published',
      'reopened',
      'closed',
    ]);
    expect(rows.map(({ body }) => JSON.parse(body).revision)).toEqual([1, 2, 3, 4]);
  });
});

describe('what comes after a month was closed', () => {
  const clock = fakeClock('2026-11-20T00:00:00Z');
  let service: AssessmentUnderTest;
  const { units, events } = unitsTold('software', 3);
  const [first, second] = units;
  const kinds = async () => {
    await service.settled();
    const { body } = await service.call('GET', '/league-tables/2026-10/corrections', office);
    return body.items.map(({ kind }: { kind: string }) => kind);
  };

  beforeAll(async () => {
    service = await startAssessment(clock);
    const let_ = units.map((unit) => seen(unit, 'let', '2026-10-01T00:00:00.000Z', { uscc: softwareFirm }));
    await service.tell([parkTold('software'), firmTold(softwareFirm, '6513'), ...events, ...let_]);
    await service.settled();
    await service.call('POST', '/league-tables/2026-10/close', assessor);
  });
  afterAll(() => service.stop());

  it('is no correction when it does not reach back into the month', async () => {
    if (!first) throw new Error('no unit');
    await service.tell([
      seen(first, 'vacant', '2026-10-31T16:00:00.000Z'),
      seen(first, 'vacant', '2026-09-20T00:00:00.000Z'), // another observation takes over before October begins
      seen(first, 'vacant', '2026-09-25T00:00:00.000Z'),
      parkTold('software', { name: '改名', revision: 2 }),
    ]);
    // Of September's two the later one lasts into October, up to the first observation there.
    expect(await kinds()).toEqual(['observation']);
  });

  it('is one when a unit, a tenant’s industry or what the park is led by changes', async () => {
    if (!second) throw new Error('no unit');
    await service.tell([retiredTold(second, '2026-10-20T00:00:00.000Z')]);
    expect(await kinds()).toEqual(['observation', 'unit']);
    await service.tell([firmTold(softwareFirm, '5181', 2)]);
    expect((await kinds()).toSorted()).toEqual(['enterprise', 'observation', 'unit']);
    await service.tell([parkTold('software', { leadingIndustries: ['51'], revision: 3 })]);
    expect((await kinds()).toSorted()).toEqual(['enterprise', 'observation', 'park', 'unit']);
    const { body } = await service.call('GET', '/league-tables/2026-10', office);
    expect(body.rows[0]).toMatchObject({ inputs: { units: 3 }, correction: { lateArrivals: 4 } });
  });
});

describe('closing a month', () => {
  it('says what lags instead of closing without it', async () => {
    const clock = fakeClock('2026-11-20T00:00:00Z');
    const service = await startAssessment(clock, { YUANQU_ASSESSMENT_CLOSE_WAIT_MS: '300' });
    try {
      const { units, events } = unitsTold('software', 1);
      await service.tell([parkTold('software'), ...events]);
      await service.settled();
      // A transaction of somebody else's keeps the consumer from taking in what comes next.
      const blocker = await service.database.pool.connect();
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE observation');
      const [unit] = units;
      if (!unit) throw new Error('no unit');
      await service.tell([seen(unit, 'let', '2026-10-10T00:00:00.000Z')]);
      const refused = await service.call('POST', '/league-tables/2026-10/close', assessor);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({
        code: 'assessment.lagging',
        lagging: [{ group: 'assessment.occupancy.v1', topic: 'yuanqu.intake.unit', lag: 1 }],
      });
      await blocker.query('ROLLBACK');
      blocker.release();
      await service.settled();
      expect((await service.call('POST', '/league-tables/2026-10/close', assessor)).status).toBe(200);
      const { body } = await service.call('GET', '/league-tables/2026-10', assessor);
      expect(body.rows[0].inputs.occupancy).toBeGreaterThan(0.6);
    } finally {
      await service.stop();
    }
  });

  it('refuses while events are parked', async () => {
    const service = await startAssessment(fakeClock('2026-11-20T00:00:00Z'));
    try {
      await service.database.pool.query(
        `INSERT INTO messaging.dead_letter (id, group_name, topic, partition, epoch, sequence, key, type, value, state, error, parked_at)
         VALUES (gen_random_uuid(), 'assessment.occupancy.v1', 'yuanqu.intake.unit', 0, 1, 1, 'k', 't', '{}', 'parked', 'e', now())`,
      );
      const { status, body } = await service.call('POST', '/league-tables/2026-10/close', assessor);
      expect([status, body.code]).toEqual([409, 'assessment.events-parked']);
    } finally {
      await service.stop();
    }
  });
});
