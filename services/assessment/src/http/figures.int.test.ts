import { fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../testing/start-assessment.ts';
import { firmTold, parkTold, seen, unitsTold } from '../testing/told-events.ts';

const official = { roles: ['leading-group-office' as const] };
const operator = { roles: ['park-operator' as const], parks: ['ip'] };
const system = {
  kind: 'client' as const,
  roles: ['operator-client' as const],
  parks: ['software'],
  operator: 'operator-software',
};
const firm = '91350100M000100Y43';

describe('figures, told by events', () => {
  const clock = fakeClock('2026-11-21T16:00:00Z'); // 22 November, midnight in Shanghai
  let service: AssessmentUnderTest;
  const software = unitsTold('software', 4);
  const ip = unitsTold('ip', 2, 50);

  beforeAll(async () => {
    service = await startAssessment(clock);
    const [first, second, third] = software.units;
    if (!first || !second || !third) throw new Error('no units');
    await service.tell([
      // A unit's observation may come before its park.
      ...software.events,
      seen(first, 'let', '2026-10-31T16:00:00.000Z', { uscc: firm }),
      seen(second, 'let', '2026-11-10T16:00:00.000Z', { uscc: firm }),
      seen(third, 'under-works', '2026-11-15T16:00:00.000Z'),
      ...ip.events,
      parkTold('software', { name: '泉州软件园' }),
      parkTold('ip'),
      firmTold(firm, '6513'),
    ]);
    await service.settled();
  });
  afterAll(() => service.stop());

  it('counts live occupancy by area and by number down to buildings', async () => {
    const { status, body } = await service.call('GET', '/parks/software/figures', official);
    expect(status).toBe(200);
    expect(body.figure).toMatchObject({
      let: { units: 2, areaM2: 200 },
      vacant: { units: 1, areaM2: 100 },
      underWorks: { units: 1, areaM2: 100 },
      lettable: { units: 3, areaM2: 300 },
      neverObserved: 1,
      rateByArea: 0.666667,
      rateByNumber: 0.666667,
    });
    expect(body.subParks).toMatchObject([
      {
        code: '1',
        number: 1,
        name: '一号园',
        buildings: [{ code: 'A', name: 'A 座', figure: { let: { units: 2 } } }],
      },
    ]);
  });

  it('answers for any instant of the past', async () => {
    const { body } = await service.call(
      'GET',
      '/parks/software/figures?at=2026-11-05T00:00:00%2B08:00',
      official,
    );
    expect(body.figure).toMatchObject({
      let: { units: 1 },
      lettable: { units: 4 },
      underWorks: { units: 0 },
    });
    const before = await service.call('GET', '/parks/software/figures?at=2025-12-01T00:00:00Z', official);
    expect(before.body.figure.total).toEqual({ units: 0, areaM2: 0 });
  });

  it('weighs a month by time, up to now while it runs', async () => {
    const { body } = await service.call('GET', '/parks/software/occupancy', official);
    // Of 21 days: one unit let for 21, one for 11; lettable 21 + 21 + 15 + 21.
    expect(body).toMatchObject({
      month: '2026-11',
      running: true,
      upTo: '2026-11-21T16:00:00.000Z',
      letM2Days: 3_200,
      lettableM2Days: 7_800,
      rate: 0.410256,
      explanation: { zh: '已租 3,200.00 平方米·日 ÷ 可租 7,800.00 平方米·日 = 41.0256 %（按时间加权）。' },
    });
    clock.advance(86_400_000);
    const later = await service.call('GET', '/parks/software/occupancy', official);
    expect(later.body).toMatchObject({ letM2Days: 3_400, lettableM2Days: 8_100 });
    clock.advance(-86_400_000);
  });

  it('opens a month down to units, intervals and events, and the parts add up', async () => {
    const { body: month } = await service.call('GET', '/parks/software/occupancy?month=2026-11', official);
    const first = await service.call(
      'GET',
      '/parks/software/occupancy/units?month=2026-11&limit=3',
      official,
    );
    expect(first.body.items).toHaveLength(3);
    const rest = await service.call(
      'GET',
      `/parks/software/occupancy/units?month=2026-11&limit=3&cursor=${first.body.nextCursor}`,
      official,
    );
    expect(rest.body.nextCursor).toBeUndefined();
    const parts = [...first.body.items, ...rest.body.items].map(({ letAreaMs }: { letAreaMs: string }) =>
      BigInt(letAreaMs),
    );
    expect(String(parts.reduce((sum, part) => sum + part, 0n))).toBe(month.letAreaMs);
    const path = first.body.items[1].links.intervals.replace('/api/assessment/v1', '');
    const { body } = await service.call('GET', path, official);
    expect(body.items[0].intervals).toMatchObject([
      { from: '2026-10-31T16:00:00.000Z', to: '2026-11-10T16:00:00.000Z', status: 'vacant', let: false },
      {
        to: '2026-11-21T16:00:00.000Z',
        status: 'let',
        observation: { uscc: firm, eventId: expect.any(String) },
      },
    ]);
    const events = await service.call(
      'GET',
      month.links.observations.replace('/api/assessment/v1', ''),
      official,
    );
    expect(events.body.items.map(({ status }: { status: string }) => status)).toEqual([
      'let',
      'let',
      'under-works',
    ]);
  });

  it('shows each what is within reach, and totals to everybody', async () => {
    expect((await service.call('GET', '/figures', official)).body.parks).toHaveLength(2);
    expect((await service.call('GET', '/figures', operator)).body.parks).toMatchObject([{ code: 'ip' }]);
    expect((await service.call('GET', '/parks/software/occupancy', operator)).status).toBe(403);
    expect((await service.call('GET', '/parks/software/occupancy', system)).status).toBe(200);
    expect((await service.call('GET', '/parks/software/occupancy')).status).toBe(401);
    expect((await service.call('GET', '/figures', { roles: ['security-officer'] })).status).toBe(403);
    const totals = await service.call('GET', '/totals');
    expect(totals.body.items).toMatchObject([
      { park: 'ip', units: 2 },
      { park: 'software', letM2: 200, lettableM2: 300 },
    ]);
  });

  it('says what is wrong with a question', async () => {
    const codes = async (path: string) => (await service.call('GET', path, official)).body.code;
    expect(await codes('/parks/nowhere/occupancy')).toBe('assessment.unknown-park');
    expect(await codes('/parks/software/occupancy?month=2026-12')).toBe('assessment.month-not-begun');
    expect(await codes('/parks/software/occupancy?month=2026-13')).toBe('request.invalid');
    expect(await codes('/parks/software/figures?at=2026-12-24T00:00:00Z')).toBe('assessment.future');
    expect(await codes('/parks/software/figures?at=yesterday')).toBe('request.invalid');
    const day = await service.call('GET', '/parks/software/figures?at=2026-11-01', official);
    expect(day.body).toMatchObject({
      errors: [
        { pointer: '/query/at', detail: expect.stringContaining('such as 2026-11-03T08:05:00+08:00') },
      ],
    });
    expect(await codes('/parks/software/units/X-1/intervals')).toBe('assessment.unknown-unit');
    expect(await codes('/parks/software/occupancy/units?cursor=abc')).toBe('request.invalid-cursor');
  });

  it('exports a month as CSV', async () => {
    const { headers, text } = await service.call(
      'GET',
      '/parks/software/occupancy/csv?month=2026-11',
      official,
    );
    expect(headers.get('content-type')).toContain('text/csv');
    expect(text.split('\r\n')).toHaveLength(6);
    expect(text).toContain('A-001,A,100,2026-01-01T00:00:00.000Z,,1814400000,1814400000,1,已租');
  });

  it('exports a month as CSV in Chinese to who prefers it', async () => {
    const { text } = await service.call(
      'GET',
      '/parks/software/occupancy/csv?month=2026-11',
      official,
      undefined,
      { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' },
    );
    expect(text.split('\r\n')[0]).toBe(
      '房源,楼宇,面积（平方米）,起始,注销,已租（毫秒）,可租（毫秒）,入驻率,期末状态,编号',
    );
    expect(text).toContain('A-001,A,100,2026-01-01T00:00:00.000Z,,1814400000,1814400000,1,已租');
  });
});
