import { fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../testing/start-assessment.ts';
import { firmTold, parkTold, seen, unitsTold } from '../testing/told-events.ts';
import {
  applicationTold,
  claimTold,
  figuresTold,
  serviceTold,
  taskTold,
  withdrawnTold,
} from '../testing/told-evidence.ts';

const assessor = { subject: 'assessor', name: '考核员', roles: ['assessor' as const] };
const lead = '91350100M000100Y43';
const other = '91350503M000000000';
const month = '2027-01';

describe('a month judged by more than its units', () => {
  const clock = fakeClock('2027-02-10T00:00:00Z');
  let service: AssessmentUnderTest;
  const software = unitsTold('software', 4);
  const [first, second, third] = software.units;

  beforeAll(async () => {
    service = await startAssessment(clock);
    if (!first || !second || !third) throw new Error('no units');
    await service.tell([
      // 2,000 m² are 3 mu.
      parkTold('software', { landAreaM2: 2_000 }),
      parkTold('ip'),
      firmTold(lead, '6513', 1, 'large'),
      firmTold(other, '5181', 1, 'small'),
      ...software.events,
      seen(first, 'let', '2026-12-01T00:00:00.000Z', { uscc: lead }),
      seen(second, 'let', '2026-12-01T00:00:00.000Z', { uscc: other }),
      seen(third, 'vacant', '2027-01-20T00:00:00.000Z'),
      ...serviceTold('software', '2027-01-10T00:00:00.000Z', '2027-01-09T00:00:00.000Z'),
      ...serviceTold('software', '2027-01-11T00:00:00.000Z', '2027-01-12T00:00:00.000Z'),
      ...serviceTold('software', '2027-01-12T00:00:00.000Z'),
      ...serviceTold('software', '2027-02-12T00:00:00.000Z'),
      ...withdrawnTold('software', '2027-01-13T00:00:00.000Z', '2027-01-12T00:00:00.000Z'),
      ...applicationTold('software', '2027-01-15T00:00:00.000Z', '2027-01-14T00:00:00.000Z'),
      ...taskTold('software', '2027-01-16T00:00:00.000Z', '2027-01-15T00:00:00.000Z'),
      ...taskTold('software', '2027-01-17T00:00:00.000Z'),
      figuresTold({ uscc: lead, park: 'software', month, outputFen: '90000000', taxFen: '300000' }),
      figuresTold({ uscc: lead, park: 'software', month, version: 2, outputFen: '60000000' }),
    ]);
    await service.settled();
  });
  afterAll(() => service.stop());

  const read = async () => (await service.call('GET', `/league-tables/${month}`, assessor)).body;
  const rowOf = async (park = 'software') =>
    (await read()).rows.find((row: { park: string }) => row.park === park);
  const indicator = async (code: string) =>
    (await rowOf()).indicators.find((one: { code: string }) => one.code === code);

  it('leaves out what is missing, and says which', async () => {
    expect((await read()).rule.version).toBe('2027.1');
    const output = await indicator('output-per-mu');
    expect(output).toMatchObject({ points: 0, unit: 'yuan-per-mu', dimension: { code: 'output-per-mu' } });
    expect(output).not.toHaveProperty('measure');
    expect(output.sentence.zh).toBe(
      '2 家在园企业中只有 1 家报送，不足 60.00 %，本项不计，权重分摊到其他指标。',
    );
    // 1 of 4 units was observed lately, 1 of 2 tenants reported, the land of the one building is known: 3 of 7.
    expect(await indicator('freshness')).toMatchObject({ measure: 0.428571 });
    expect(await indicator('chain-coverage')).not.toHaveProperty('measure');
  });

  it('counts the segments of the chain map, as it was at the month’s end, that tenants cover', async () => {
    const segment = (code: string, industry: string, stage: string) => ({
      code,
      name: { zh: code, en: code },
      stage,
      order: 1,
      industries: [industry],
    });
    const definition = {
      segments: [
        segment('software', '65', 'upstream'),
        segment('trade', '51', 'midstream'),
        segment('hardware', '39', 'downstream'),
      ],
      links: [],
      assignments: [],
    };
    await service.database.pool.query(
      `INSERT INTO chain_version (park, revision, definition, changed_by, changed_at)
       VALUES ('software', 1, $1, 'x', '2027-01-31T15:59:00Z'), ('software', 2, $2, 'x', '2027-02-05T00:00:00Z')`,
      [definition, { ...definition, segments: [] }],
    );
    expect(await indicator('chain-coverage')).toMatchObject({ measure: 0.666667 });
  });

  it('takes the newest version of each enterprise’s figures over the land', async () => {
    await service.tell([
      figuresTold({ uscc: other, park: 'software', month, outputFen: '30000000', taxFen: '900000' }),
    ]);
    await service.settled();
    // (600,000 + 300,000) yuan over 3 mu; the second version of the lead's says nothing of its tax.
    expect(await indicator('output-per-mu')).toMatchObject({
      measure: 300_000,
      sentence: { en: expect.stringContaining('900,000.00 yuan of output by 2 enterprises ÷ 3.00 mu') },
    });
    expect(await indicator('tax-per-mu')).toMatchObject({ measure: 3_000 });
    expect((await rowOf()).inputs.evidence).toMatchObject({
      outputFen: '90000000',
      taxFen: '900000',
      tenants: 2,
      reporting: 2,
      landM2: 2_000,
    });
  });

  it('counts what fell due in the month and was done in time', async () => {
    expect(await indicator('service-in-time')).toMatchObject({ measure: 0.333333 });
    expect(await indicator('policy-cases')).toMatchObject({ measure: 1 });
    expect(await indicator('tasks-in-time')).toMatchObject({ measure: 0.5, points: 0 });
    expect(await indicator('lead-enterprise')).toMatchObject({ measure: 1, points: 5 });
  });

  it('counts incentive claims as policy cases, each step of theirs that the park has to take', async () => {
    await service.tell([
      // Checked and granted in time: two met.
      ...claimTold('software', {
        checkDueAt: '2027-01-12T00:00:00.000Z',
        checkedAt: '2027-01-11T00:00:00.000Z',
        grantDueAt: '2027-01-18T00:00:00.000Z',
        grantedAt: '2027-01-15T00:00:00.000Z',
      }),
      // Checked late, to be decided in February: one missed.
      ...claimTold('software', {
        checkDueAt: '2027-01-25T00:00:00.000Z',
        checkedAt: '2027-01-29T00:00:00.000Z',
        grantDueAt: '2027-02-05T00:00:00.000Z',
      }),
      // Withdrawn before it had to be decided: its check was met, the rest is nothing.
      ...claimTold('software', {
        checkDueAt: '2027-01-20T00:00:00.000Z',
        checkedAt: '2027-01-19T00:00:00.000Z',
        grantDueAt: '2027-01-26T00:00:00.000Z',
        withdrawnAt: '2027-01-21T00:00:00.000Z',
      }),
    ]);
    await service.settled();
    // With the application: 4 of 5.
    expect(await indicator('policy-cases')).toMatchObject({
      measure: 0.8,
      sentence: { zh: expect.stringContaining('本月到期政策事项 5 件，按时办结 4 件') },
    });
  });

  it('is graded, and says in one sentence why', async () => {
    const { reason, grade, rank } = await rowOf();
    expect([rank, grade]).toEqual([1, expect.stringMatching(/^[A-D]$/)]);
    expect(reason.zh).toMatch(/^第 1 名（[A-D] 级），[\d.]+ 分；最好的是.+，失分最多的是.+。$/);
    expect((await rowOf('ip')).reason).toEqual({ zh: '不参与考核。', en: 'Not assessed.' });
  });

  it('is frozen with all of it and comes out again byte for byte', async () => {
    expect((await service.call('POST', `/league-tables/${month}/close`, assessor)).status).toBe(200);
    const verify = async () => (await service.call('GET', `/league-tables/${month}/verify`, assessor)).body;
    const sound = await verify();
    expect(sound).toMatchObject({ ok: true });
    expect(sound.steps.map(({ step }: { step: string }) => step)).toContain('evidence');

    const before = await rowOf();
    await service.tell([
      figuresTold({ uscc: other, park: 'software', month, version: 2, outputFen: '3000' }, clock()),
    ]);
    await service.settled();
    const { correction, ...row } = await rowOf();
    expect(row).toEqual(before);
    expect(correction).toMatchObject({ lateArrivals: 1, change: expect.any(Number) });
    expect(await verify()).toMatchObject({ ok: true });

    await service.database.pool.query('UPDATE enterprise_figures SET output_fen = 1 WHERE version = 1');
    expect((await verify()).steps).toContainEqual(
      expect.objectContaining({
        step: 'evidence',
        ok: false,
        detail: '1 parks come out otherwise: software',
      }),
    );
  });
});
