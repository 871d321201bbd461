import { newId } from '@yuanqu/domain';
import { demandEnded, demandUnmet, newEvent } from '@yuanqu/events';
import { fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../../testing/start-assessment.ts';
import { parkTold, seen, unitsTold } from '../../testing/told-events.ts';
import { figuresTold } from '../../testing/told-evidence.ts';
import { candidates } from '../../wiring/candidates.ts';
import { createOutbox } from '@yuanqu/messaging';
import { createLogger, makeTransaction } from '@yuanqu/service-kit';

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

  it('show their output per mu, of each firm what falls to its space, and what is low in the district', async () => {
    const [lead, other] = ['91350100M000100Y43', '91350503M000000000'];
    const [unit] = ip.units;
    if (!unit) throw new Error('no unit');
    await service.tell([
      parkTold('software', { name: '泉州软件园', landAreaM2: 2_000, revision: 2 }),
      parkTold('ip', { name: '知创产业园', landAreaM2: 2_000, revision: 2 }),
      ...software.units.map((one) => seen(one, 'let', '2026-11-10T00:00:00.000Z', { uscc: lead })),
      seen(unit, 'let', '2026-11-10T00:00:00.000Z', { uscc: other }),
      figuresTold({ uscc: lead, park: 'software', month: '2026-10', outputFen: '60000000' }),
      figuresTold({ uscc: other, park: 'ip', month: '2026-10', outputFen: '6000000' }),
      // The running month is not over: it says nothing yet.
      figuresTold({ uscc: other, park: 'ip', month: '2026-11', outputFen: '600000000' }),
    ]);
    await service.settled();
    const { body } = await list();
    expect(body).toMatchObject({ total: 1, missing: ['year-built'] });
    expect(body.items).toMatchObject([
      {
        park: 'ip',
        because: ['low-occupancy', 'low-output'],
        outputPerMu: { month: '2026-10', yuan: 20_000 },
      },
    ]);
    // Who sees one park alone sees it held against the whole district.
    expect((await list('', operator)).body.items[0].sentence.zh).toContain('全区 110,000 元');
  });

  it('are told of by the month that makes them such, and not again', async () => {
    const assessor = { subject: 'assessor', name: '考核员', roles: ['assessor' as const] };
    const publisher = { subject: 'office', name: '办公室', roles: ['leading-group-office' as const] };
    const publish = async (month: string) => {
      expect((await service.call('POST', `/league-tables/${month}/close`, assessor)).status).toBe(200);
      expect((await service.call('POST', `/league-tables/${month}/publish`, publisher)).status).toBe(200);
    };
    const tell = () => {
      const { pool } = service.database;
      const log = createLogger({ service: 'assessment', level: 'silent' });
      const outbox = createOutbox(() => undefined);
      const [job] = candidates({ pool, transaction: makeTransaction(pool), outbox, clock, log }).jobs;
      return job?.run(new AbortController().signal);
    };
    const told = async () =>
      (
        await service.database.pool.query<{ data: { park: string; month: string } }>(
          `SELECT body::json -> 'data' AS data FROM messaging.outbox
           WHERE type LIKE '%renovation-candidate-found%' ORDER BY body::json -> 'data' ->> 'park', sequence`,
        )
      ).rows.map(({ data }) => data);
    // Nobody had reported on any of them by then: that says nothing.
    await publish('2026-09');
    await tell();
    expect(await told()).toEqual([]);
    await publish('2026-10');
    await Promise.all([tell(), tell()]);
    await tell();
    const first = await told();
    expect(first).toMatchObject([
      { park: 'ip', month: '2026-10', because: ['low-occupancy'], target: 0.7 },
      {
        park: 'software',
        month: '2026-10',
        demands: 0,
        missingM2: 0,
        reasonZh: expect.stringContaining('低于目标'),
      },
    ]);
    // In November one recovers and the other stays: neither is news.
    clock.set('2026-12-05T00:00:00Z');
    await publish('2026-11');
    await tell();
    expect(await told()).toEqual(first);
  });
});
