import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';
import { registerTestPark } from '../testing/test-park.ts';
import { anUpdate, type SentUpdate, someUscc } from '../testing/updates.ts';

type Body = Record<string, never>;

describe('reading parks and units', () => {
  let intake: IntakeUnderTest;
  const hourMs = 3_600_000;
  const ago = (hours: number): string => new Date(Date.now() - hours * hourMs).toISOString();

  beforeAll(async () => {
    intake = await startIntake({ park: { units: 4 } });
    await registerTestPark(intake.database.pool, { code: 'ip', units: 1 });
    await post([
      // A-0001: let, then vacant; A-0002: let throughout; A-0003: let, then under works; A-0004: never observed
      anUpdate(intake.park, { unit: 'A-0001', status: 'let', uscc: someUscc, observedAt: ago(48) }),
      anUpdate(intake.park, { unit: 'A-0001', status: 'vacant', observedAt: ago(24) }),
      anUpdate(intake.park, { unit: 'A-0002', status: 'let', uscc: someUscc, observedAt: ago(48) }),
      anUpdate(intake.park, { unit: 'A-0003', status: 'let', uscc: someUscc, observedAt: ago(36) }),
      anUpdate(intake.park, { unit: 'A-0003', status: 'under-works', observedAt: ago(2) }),
    ]);
  });
  afterAll(() => intake?.stop());

  const post = async (updates: readonly SentUpdate[]) => {
    const answer = await fetch(intake.url('/occupancy'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await intake.bearer()) },
      body: JSON.stringify(updates),
    });
    expect(await answer.json()).toMatchObject({ rejected: 0 });
  };
  const get = async (path: string, claims: Parameters<IntakeUnderTest['bearer']>[0] = {}) => {
    const person = { kind: 'person', roles: ['auditor'], parks: '*', ...claims } as const;
    const answer = await fetch(intake.url(path), { headers: await intake.bearer(person) });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const items = (body: Body): Record<string, unknown>[] => body['items'] ?? [];

  it('lists the parks with their occupancy now', async () => {
    const { body } = await get('/parks');
    expect(items(body).map(({ code }) => code)).toEqual(['ip', 'software']);
    expect(items(body)[1]).toMatchObject({
      name: 'software 园区',
      occupancy: {
        total: { units: 4, areaM2: 400 },
        lettable: { units: 3, areaM2: 300 },
        let: { units: 1, areaM2: 100 },
        rateByArea: 0.3333,
        byStatus: { 'under-works': { units: 1 }, unobserved: { units: 1 }, vacant: { units: 1 } },
      },
    });
  });

  it.each([
    [60, undefined],
    [40, { let: { units: 2 }, lettable: { units: 4 }, rateByArea: 0.5 }],
    [30, { let: { units: 3 }, lettable: { units: 4 }, rateByArea: 0.75 }],
    [3, { let: { units: 2 }, lettable: { units: 4 }, rateByArea: 0.5 }],
    [1, { let: { units: 1 }, lettable: { units: 3 }, rateByArea: 0.3333 }],
  ])('tells what was known of %i hours ago', async (hours, expected) => {
    const { body } = await get(`/parks/software?at=${encodeURIComponent(ago(hours))}`);
    expect(body['occupancy']).toMatchObject(
      expected ?? { let: { units: 0 }, byStatus: { unobserved: { units: 4 } } },
    );
  });

  it('finds nothing before the units existed', async () => {
    const { body } = await get('/parks/software?at=2020-01-01T00:00:00Z');
    expect(body['occupancy']).toMatchObject({ total: { units: 0, areaM2: 0 } });
    expect(body['occupancy']).not.toHaveProperty('rateByArea');
  });

  it('opens a park down to its buildings', async () => {
    const { body } = await get('/parks/software');
    expect(body).toMatchObject({
      code: 'software',
      operators: [{ code: 'operator-software' }],
      subParks: [
        {
          number: 1,
          occupancy: { let: { units: 1 } },
          plots: [],
          buildings: [{ code: 'A', floors: [1], occupancy: { let: { units: 1 }, total: { units: 4 } } }],
        },
      ],
    });
  });

  it('lists units page by page, by status and building, now and in the past', async () => {
    const first = await get('/parks/software/units?limit=3');
    expect(items(first.body).map(({ unit, status }) => [unit, status])).toEqual([
      ['A-0001', 'vacant'],
      ['A-0002', 'let'],
      ['A-0003', 'under-works'],
    ]);
    const second = await get(`/parks/software/units?limit=3&cursor=${String(first.body['nextCursor'])}`);
    expect(items(second.body).map(({ unit, status }) => [unit, status])).toEqual([['A-0004', 'unobserved']]);
    expect(second.body).not.toHaveProperty('nextCursor');
    expect(items((await get('/parks/software/units?status=let')).body)).toEqual([
      expect.objectContaining({
        park: 'software',
        unit: 'A-0002',
        areaM2: 100,
        counts: true,
        uscc: someUscc,
      }),
    ]);
    const past = await get(`/parks/software/units?status=let&at=${encodeURIComponent(ago(30))}`);
    expect(items(past.body).map(({ unit }) => unit)).toEqual(['A-0001', 'A-0002', 'A-0003']);
    expect(items((await get('/parks/software/units?building=B')).body)).toEqual([]);
  });

  it('tells a unit’s history, newest first and page by page', async () => {
    const first = await get('/units/software/A-0001/history?limit=1');
    expect(items(first.body)).toEqual([
      expect.objectContaining({ status: 'vacant', operator: 'operator-software', revision: 3 }),
    ]);
    const second = await get(
      `/units/software/A-0001/history?limit=1&cursor=${String(first.body['nextCursor'])}`,
    );
    expect(items(second.body)).toEqual([
      expect.objectContaining({ status: 'let', uscc: someUscc, revision: 2 }),
    ]);
    const past = await get(`/units/software/A-0001/history?at=${encodeURIComponent(ago(30))}`);
    expect(items(past.body).map(({ status }) => status)).toEqual(['let']);
  });

  it.each([
    ['/parks/moon', 404, 'intake.unknown-park'],
    ['/parks/moon/units', 404, 'intake.unknown-park'],
    ['/units/software/Z-9/history', 404, 'intake.unknown-unit'],
    ['/parks/software/units?status=rented', 400, 'request.invalid'],
    ['/parks/software/units?limit=0', 400, 'request.invalid'],
    ['/parks/software/units?cursor=abc', 400, 'request.invalid-cursor'],
    ['/parks?at=yesterday', 400, 'request.invalid'],
    ['/parks?at=2026-02-30T00:00:00Z', 400, 'request.invalid'],
    ['/parks?at=2126-02-01T00:00:00Z', 400, 'intake.future'],
    ['/parks/software?at=2126-02-01T00:00:00Z', 400, 'intake.future'],
    ['/parks/software/units?at=2126-02-01T00:00:00Z', 400, 'intake.future'],
    ['/units/software/A-0001/history?at=2126-02-01T00:00:00Z', 400, 'intake.future'],
    ['/units/software/A-0001/history?cursor=WyJ4Il0', 400, 'request.invalid-cursor'],
    ['/units/software/%00/history', 400, 'request.nul-character'],
  ])('answers %s with %i %s', async (path, status, code) => {
    expect(await get(path)).toMatchObject({ status, body: { code } });
  });

  it('says what to send instead of a day alone', async () => {
    expect(await get('/parks/software?at=2026-11-01')).toMatchObject({
      status: 400,
      body: {
        errors: [
          { pointer: '/query/at', detail: expect.stringContaining('such as 2026-11-03T08:05:00+08:00') },
        ],
      },
    });
  });

  it('shows people and systems of one park that park only', async () => {
    const own = { roles: ['task-force'], parks: ['ip'] } as const;
    expect(items((await get('/parks', own)).body).map(({ code }) => code)).toEqual(['ip']);
    expect(await get('/parks/ip', own)).toMatchObject({ status: 200 });
    for (const path of ['/parks/software', '/parks/software/units', '/units/software/A-0001/history'])
      expect(await get(path, own)).toMatchObject({ status: 403, body: { code: 'auth.other-park' } });
    const client = { kind: 'client', roles: ['operator-client'], parks: ['software'] } as const;
    expect(await get('/parks/software/units', client)).toMatchObject({ status: 200 });
    expect(await get('/parks/ip/units', client)).toMatchObject({
      status: 403,
      body: { code: 'auth.other-park' },
    });
    const enterprise = { roles: ['enterprise'], parks: ['software'], enterprise: someUscc } as const;
    expect(await get('/parks/software/units', enterprise)).toMatchObject({ status: 403 });
    const ownUnits = await get(`/enterprises/${someUscc}/units`, enterprise);
    expect(items(ownUnits.body)).toMatchObject([{ park: 'software', unit: 'A-0002', status: 'let' }]);
    const stranger = { ...enterprise, enterprise: '91350503M000000000' };
    expect(await get(`/enterprises/${someUscc}/units`, stranger)).toMatchObject({ status: 403 });
  });

  it('shows everybody the totals of each park on the wall, and nothing else', async () => {
    const answer = await fetch(intake.url('/wall'));
    const body = (await answer.json()) as Body;
    expect(items(body)[1]).toMatchObject({ code: 'software', occupancy: { rateByArea: 0.3333 } });
    expect(Object.keys(items(body)[1] ?? {})).toEqual(['code', 'name', 'theme', 'occupancy']);
    expect((await fetch(intake.url('/parks'))).status).toBe(401);
  });
});
