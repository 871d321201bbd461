import { newId } from '@yuanqu/domain';
import { demandEnded, demandUnmet, newEvent } from '@yuanqu/events';
import { fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../../testing/start-assessment.ts';
import { parkTold, seen, unitsTold } from '../../testing/told-events.ts';

const office = { roles: ['leading-group-office' as const] };
const operator = { roles: ['park-operator' as const], parks: ['ip'] };

describe('candidates for renovation', () => {
  const clock = fakeClock('2026-11-20T02:00:00Z');
  let service: AssessmentUnderTest;
  const software = unitsTold('software', 4);
  const ip = unitsTold('ip', 2);
  const design = unitsTold('design', 2);
  const demand = newId();
  const wanted = { park: 'software', applicant: '演示企业', usage: 'office' as const, areaM2: 300 };

  beforeAll(async () => {
    service = await startAssessment(clock, { YUANQU_RATE_LIMIT: '0' });
    const seenAt = '2026-10-01T00:00:00.000Z';
    await service.tell([
      parkTold('software', { name: '泉州软件园' }),
      parkTold('ip', { name: '知创产业园' }),
      parkTold('design'),
      ...software.events,
      ...ip.events,
      ...design.events,
      ...software.units.map((unit, index) => seen(unit, index === 0 ? 'let' : 'vacant', seenAt)),
      ...ip.units.map((unit) => seen(unit, 'vacant', seenAt)),
      newEvent(demandUnmet, {
        subject: demand,
        revision: 2,
        time: clock(),
        data: { ...wanted, missingM2: 150, largestM2: 150 },
      }),
    ]);
    await service.settled();
  });
  afterAll(() => service?.stop());
  const list = (query = '', claims: object = office) =>
    service.call('GET', `/renovation-candidates${query}`, claims);

  it('are listed with reasons, and with what nobody knows of them', async () => {
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body).toMatchObject({ level: 'building', total: 2, missing: ['output-per-mu', 'year-built'] });
    expect(body.items).toMatchObject([
      {
        rank: 1,
        park: 'ip',
        code: 'A',
        rate: 0,
        vacantM2: 200,
        demandInPark: { demands: 0, missingM2: 0 },
        demandElsewhere: { demands: 1, missingM2: 150 },
      },
      { rank: 2, park: 'software', rate: 0.25, demandInPark: { demands: 1, missingM2: 150 } },
    ]);
    expect(body.items[1].sentence.zh).toContain('泉州软件园A 座：可租 400 平方米，空置 300 平方米');
    expect(body.unobserved).toMatchObject([{ park: 'design', code: 'A' }]);
  });

  it('are those of the caller’s parks, at the level that is asked for', async () => {
    expect((await list('', operator)).body.items).toMatchObject([{ park: 'ip' }]);
    expect(await list('?park=software', operator)).toMatchObject({ status: 403 });
    expect((await list('?level=park&park=software')).body).toMatchObject({
      level: 'park',
      items: [{ code: 'software', name: '泉州软件园' }],
    });
    expect(await list('?level=city')).toMatchObject({ status: 400 });
    expect((await list('?limit=1')).body).toMatchObject({ total: 2, items: [{ rank: 1 }] });
  });

  it('do not count demand that is over', async () => {
    await service.tell([
      newEvent(demandEnded, { subject: demand, revision: 3, time: clock(), data: { ...wanted, how: 'met' } }),
    ]);
    await service.settled();
    expect((await list('?park=software')).body.items[0].demandInPark).toEqual({ demands: 0, missingM2: 0 });
  });
});
