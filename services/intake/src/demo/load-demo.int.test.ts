import { Month } from '@yuanqu/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';

describe('a start with demo data', () => {
  let intake: IntakeUnderTest;
  beforeAll(async () => {
    intake = await startIntake({ env: { YUANQU_DEMO: 'true' }, park: { code: 'not-demo', units: 1 } });
  });
  afterAll(() => intake?.stop());

  const one = async <Row extends object>(sql: string): Promise<Row | undefined> =>
    (await intake.database.pool.query<Row>(sql)).rows[0];
  const get = async (path: string) => {
    const bearer = await intake.bearer({ kind: 'person', roles: ['auditor'], parks: '*' });
    return (await (await fetch(intake.url(path), { headers: bearer })).json()) as Record<string, unknown>;
  };

  it('shows the published occupancy of the software park', async () => {
    expect(await get('/parks/software')).toMatchObject({
      name: '泉州软件园',
      demo: false,
      published: { occupancyRate: 0.7182, source: expect.stringContaining('中新网') },
      occupancy: { rateByArea: 0.7182 },
    });
  });

  it('knows what the software park was like half a year ago', async () => {
    const at = new Date(Date.now() - 190 * 86_400_000).toISOString();
    const { occupancy } = (await get(`/parks/software?at=${at}`)) as { occupancy: { rateByArea: number } };
    expect(occupancy.rateByArea).toBeGreaterThan(0.73);
    expect(occupancy.rateByArea).toBeLessThan(0.75);
  });

  it('tells everything as events too, each aggregate’s from its first revision on', async () => {
    const events = await one(`
      SELECT count(*) FILTER (WHERE type ~ 'park.registered')::int AS parks,
             count(*) FILTER (WHERE type ~ 'unit.registered')::int AS units,
             count(*) FILTER (WHERE type ~ 'operator.contracted')::int AS contracts,
             count(*) FILTER (WHERE type ~ 'enterprise.registered')::int AS enterprises,
             count(*) FILTER (WHERE type ~ 'occupancy-changed')::int AS observations,
             count(*) FILTER (WHERE type ~ 'task.opened')::int AS tasks
      FROM messaging.outbox`);
    const rows = await one(`
      SELECT (SELECT count(*)::int FROM park WHERE code <> 'not-demo') AS parks,
             (SELECT count(*)::int FROM unit WHERE demo) AS units,
             (SELECT count(*)::int FROM operator_contract WHERE park <> 'not-demo') AS contracts,
             (SELECT count(*)::int FROM enterprise) AS enterprises,
             (SELECT count(*)::int FROM observation) AS observations,
             (SELECT count(*)::int FROM task) AS tasks`);
    expect(events).toEqual(rows);
    expect(rows).toMatchObject({ parks: 10, contracts: 10, tasks: 10 });
    const gaps = await one(`
      SELECT count(*)::int AS n FROM (
        SELECT key, count(*) AS events, max((body::json->>'revision')::int) AS last FROM messaging.outbox WHERE topic IN ('yuanqu.intake.park', 'yuanqu.intake.unit', 'yuanqu.intake.operator', 'yuanqu.intake.enterprise')
        GROUP BY key
      ) AS aggregate WHERE events <> last`);
    expect(gaps).toEqual({ n: 0 });
  });

  it('gives every park a policy, and the software park’s desk an application in each state', async () => {
    const policies = (await get('/published-policies')) as { items: unknown[] };
    expect(policies.items).toHaveLength(10);
    const { items } = (await get('/applications?park=software')) as {
      items: { status: string; overdue?: boolean; admission?: { policy?: { version: string } } }[];
    };
    expect(new Set(items.map(({ status }) => status))).toEqual(
      new Set(['drafted', 'in-review', 'returned', 'approved', 'rejected', 'withdrawn']),
    );
    expect(items.filter(({ admission }) => admission)).toSatisfy((judged: typeof items) =>
      judged.every(({ admission }) => admission?.policy?.version === '2026.1-demo'),
    );
  });

  it('has thirteen months of tenants’ figures, the last preliminary, some corrected, and what the land yields', async () => {
    const months = await one<{
      months: number;
      first: string;
      last: string;
      corrected: number;
      early: string;
    }>(`
      SELECT count(DISTINCT month)::int AS months, min(month) AS first, max(month) AS last,
             count(*) FILTER (WHERE version = 2)::int AS corrected, max(month) FILTER (WHERE stage = 'final') AS early
      FROM enterprise_figures WHERE source LIKE '演示%'`);
    const last = Month.previous(Month.of(Date.now()));
    expect(months).toMatchObject({
      months: 13,
      first: Month.plus(last, -12),
      last,
      early: Month.previous(last),
    });
    expect(months?.corrected).toBeGreaterThan(10);
    const told = await one(`
      SELECT count(*)::int - (SELECT count(*)::int FROM enterprise_figures) AS left FROM messaging.outbox
      WHERE topic = 'yuanqu.intake.enterprise-figures'`);
    expect(told).toEqual({ left: 0 });
    const use = (await get(`/parks/software/land-use?month=${last}`)) as Record<string, number>;
    expect(Number(use['outputFenPerMu'])).toBeGreaterThan(0);
    expect(use['reporting']).toBeLessThan(use['tenants'] ?? 0);
    expect(use['reporting']).toBeGreaterThan((use['tenants'] ?? 0) / 2);
  });

  it('has something of each kind near every park, and an incentive that is granted and one that wants proof', async () => {
    const { items } = (await get('/parks/software/amenities')) as {
      items: { kind: string; demo: boolean }[];
    };
    expect(items.map(({ kind }) => kind)).toEqual([
      'canteen',
      'supermarket',
      'restaurant',
      'apartment',
      'mall',
      'cinema',
    ]);
    expect(items.every(({ demo }) => demo)).toBe(true);
    expect(await get('/incentive-claims?park=software')).toMatchObject({
      items: [
        { status: 'proof-asked', firstMonth: 4, months: 9 },
        { status: 'granted', firstMonth: 1, months: 3, check: { met: true } },
      ],
    });
  });

  it('takes an operator’s updates on top of it', async () => {
    const answer = await fetch(intake.url('/occupancy'), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(await intake.bearer({
          subject: 'operator-software',
          operator: 'operator-software',
          parks: ['software'],
        })),
      },
      body: JSON.stringify({
        updateId: 'mine',
        park: 'software',
        unit: 'A-0301',
        status: 'vacant',
        observedAt: new Date().toISOString(),
      }),
    });
    expect(await answer.json()).toMatchObject({ accepted: 1 });
  });

  it('loads nothing where parks are already', async () => {
    // Not the desk's: its deadlines pass meanwhile.
    const count = () =>
      one<{ n: number }>(`
        SELECT count(*)::int AS n FROM messaging.outbox
        WHERE topic IN ('yuanqu.intake.park', 'yuanqu.intake.unit', 'yuanqu.intake.enterprise-figures')`);
    const before = await count();
    await intake.another();
    expect(await count()).toEqual(before);
  });
});
