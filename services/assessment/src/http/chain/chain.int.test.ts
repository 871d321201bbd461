import { newId, usccCheckCharacter } from '@yuanqu/domain';
import { newEvent, tenancyChanged, tenancyClearOutNoticed } from '@yuanqu/events';
import { createOutbox } from '@yuanqu/messaging';
import { createLogger, makeTransaction } from '@yuanqu/service-kit';
import { fakeClock } from '@yuanqu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildingChain } from '../../domain/chain/chains.sample.ts';
import { type AssessmentUnderTest, startAssessment } from '../../testing/start-assessment.ts';
import { firmTold, parkTold, seen, unitsTold } from '../../testing/told-events.ts';
import { chainMaps } from '../../wiring/chain.ts';

const office = { subject: 'office', roles: ['leading-group-office' as const] };
const force = { subject: 'force', roles: ['task-force' as const], parks: ['construction'] };
const stranger = { subject: 'other', roles: ['task-force' as const], parks: ['ip'] };
const enterprise = { subject: 'boss', roles: ['enterprise' as const], parks: [] };
const firm = (number: number): string => {
  const first17 = `91350503DEM0${String(number).padStart(5, '0')}`;
  return first17 + usccCheckCharacter(first17);
};
const [builder, consultant, labour] = [firm(1), firm(2), firm(3)];

describe('the chain map of a park', () => {
  const clock = fakeClock('2026-11-20T02:00:00Z');
  let service: AssessmentUnderTest;
  const { units, events } = unitsTold('construction', 4);
  const unit = (at: number) => {
    const found = units[at];
    if (!found) throw new Error(`there is no unit ${at}`);
    return found;
  };
  const tenancy = newId();
  const term = {
    park: 'construction',
    tenant: '演示企业',
    uscc: labour,
    units: ['A-003'],
    areaM2: 100,
    from: '2026-01-01',
    until: '2026-12-31',
    rentFenPerM2Month: '3000',
  };

  beforeAll(async () => {
    service = await startAssessment(clock, { YUANQU_RATE_LIMIT: '0' });
    await service.tell([
      parkTold('construction', { name: '建筑服务园', leadingIndustries: ['47', '748'] }),
      parkTold('ip'),
      ...events,
      seen(unit(0), 'let', '2026-10-01T00:00:00.000Z', { uscc: builder }),
      seen(unit(1), 'let', '2026-10-01T00:00:00.000Z', { uscc: consultant }),
      seen(unit(2), 'let', '2026-10-01T00:00:00.000Z', { uscc: labour }),
      firmTold(builder, '4710', 1, 'medium'),
      firmTold(consultant, '7481', 1, 'small'),
      firmTold(labour, '7263', 1, 'large'),
    ]);
    await service.settled();
  });
  afterAll(() => service?.stop());

  const get = (claims?: object, path = '') => service.call('GET', `/parks/construction/chain${path}`, claims);
  const put = (body: unknown, revision: number, claims: object = force) =>
    service.call('PUT', '/parks/construction/chain', claims, body, { 'if-match': `"${revision}"` });
  const sweep = () => {
    const { pool } = service.database;
    const log = createLogger({ service: 'assessment', level: 'silent' });
    const outbox = createOutbox(() => undefined);
    const [job] = chainMaps({ pool, transaction: makeTransaction(pool), outbox, clock, log }).jobs;
    return job?.run(new AbortController().signal);
  };
  const told = async () =>
    (
      await service.database.pool.query<{ type: string; data: Record<string, unknown>; revision: number }>(
        `SELECT body::json ->> 'type' AS type, body::json -> 'data' AS data FROM messaging.outbox
         WHERE body::json ->> 'type' LIKE '%chain-gap%' ORDER BY sequence`,
      )
    ).rows.map(({ type, data }) => [
      type.split('.').at(-2),
      data['segment'],
      data['because'] ?? data['firms'],
    ]);

  it('is said not to be there before somebody enters it', async () => {
    expect(await get()).toMatchObject({ status: 404, body: { code: 'chain.none' } });
    expect(await service.call('GET', '/parks/nowhere/chain')).toMatchObject({
      status: 404,
      body: { code: 'assessment.unknown-park' },
    });
  });

  it('is entered by the task force of the park and the office, on the revision they saw', async () => {
    const { lead: _, ...chain } = { ...buildingChain, lead: undefined };
    expect(await put(chain, 0, stranger)).toMatchObject({ status: 403 });
    expect(await put(chain, 0, enterprise)).toMatchObject({ status: 403 });
    expect(await service.call('PUT', '/parks/construction/chain', force, chain)).toMatchObject({
      status: 428,
    });
    expect(await put(chain, 0)).toMatchObject({ status: 200, body: { revision: 1, changedBy: 'force' } });
    expect(await put(chain, 0)).toMatchObject({
      status: 412,
      body: { code: 'request.changed-meanwhile' },
    });
    expect(await put(chain, 1, office)).toMatchObject({ status: 200, body: { revision: 2 } });
    expect((await get(force, '/versions')).body.items).toMatchObject([
      { revision: 2, changedBy: 'office', segments: 5, links: 5 },
      { revision: 1 },
    ]);
  });

  it.each([
    ['no segment', { ...buildingChain, segments: [] }, 'request.invalid'],
    [
      'a stage there is not',
      { ...buildingChain, segments: [{ ...buildingChain.segments[0], stage: 'x' }] },
      'request.invalid',
    ],
    ['half a letter', { ...buildingChain, source: '\ud800' }, 'request.invalid'],
    ['a field there is not', { ...buildingChain, colour: 'red' }, 'request.invalid'],
    [
      'an industry there is not',
      { ...buildingChain, segments: [{ ...buildingChain.segments[0], industries: ['0099'] }], links: [] },
      'chain.contradicts',
    ],
    ['a link to nowhere', { ...buildingChain, links: [{ from: 'design', to: 'moon' }] }, 'chain.contradicts'],
  ])('is refused with %s, the place named', async (_, body, code) => {
    const answer = await put(body, 2);
    expect(answer.body).toMatchObject({ status: 400, code });
    expect(answer.body.errors[0].pointer).toMatch(/^\/(segments|links|source|colour|body)?/);
  });

  it('shows everybody the graph, and the firms to those who may read them', async () => {
    const everybody = await get();
    expect(everybody.status).toBe(200);
    expect(everybody.headers.get('etag')).toBe('"2"');
    expect(everybody.body).toMatchObject({
      coverage: { covered: 3, total: 5, share: 0.6, observed: true },
      lead: { how: 'largest', uscc: builder, sizeClass: 'medium', segments: ['works'] },
      toAttract: [
        { rank: 1, segment: 'design' },
        { rank: 2, segment: 'testing' },
      ],
    });
    const nodeOf = (answer: typeof everybody, code: string) =>
      answer.body.nodes.find((node: { code: string }) => node.code === code);
    expect(nodeOf(everybody, 'works')).toMatchObject({ firms: 1, leading: true });
    expect(nodeOf(everybody, 'works')).not.toHaveProperty('enterprises');
    expect(nodeOf(await get(enterprise), 'works')).not.toHaveProperty('enterprises');
    expect(nodeOf(await get(stranger), 'works')).not.toHaveProperty('enterprises');
    expect(nodeOf(await get(force), 'works')).toMatchObject({
      enterprises: [{ uscc: builder, how: 'industry', areaM2: 100, units: 1 }],
    });
  });

  it('is drawn in either language, the same bytes each time', async () => {
    const picture = await get(undefined, '.svg?lang=zh');
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(picture.text).toMatch(/^<svg .*建筑服务园产业链图谱.*<\/svg>$/s);
    expect((await get(undefined, '.svg?lang=zh')).text).toBe(picture.text);
    // Two segments are covered besides the lead's: their firms are named to readers of the park's enterprises alone.
    const named = (text: string) => [...text.matchAll(/>演示企业</g)].length;
    expect(named(picture.text)).toBeLessThan(named((await get(force, '.svg?lang=zh')).text));
    expect((await get(undefined, '.svg?lang=en')).text).toContain('3 of 5 segments covered');
    expect(await get(undefined, '.svg?lang=fr')).toMatchObject({ status: 400 });
  });

  it('tells that a covered segment became a gap, and that it was closed, each once', async () => {
    await sweep();
    expect(await told()).toEqual([]);

    const envelope = { subject: tenancy, time: clock() };
    await service.tell([
      seen(unit(1), 'vacant', '2026-11-19T00:00:00.000Z'),
      newEvent(tenancyClearOutNoticed, {
        ...envelope,
        revision: 2,
        data: {
          ...term,
          reason: '演示',
          hearingUntil: '2026-11-25T00:00:00Z',
          leaveBy: '2026-12-25T00:00:00Z',
        },
      }),
    ]);
    await service.settled();
    await Promise.all([sweep(), sweep()]);
    await sweep();
    const gaps = [
      ['chain-gap-opened', 'labour', 'last-one-leaves'],
      ['chain-gap-opened', 'consulting', 'nobody'],
    ];
    const once = await told();
    expect(once).toHaveLength(2);
    expect(once).toEqual(expect.arrayContaining(gaps));

    await service.tell([
      newEvent(tenancyChanged, { ...envelope, revision: 3, data: { ...term, how: 'renewed' } }),
      seen(unit(2), 'let', '2026-11-19T12:00:00.000Z', { uscc: labour }),
    ]);
    await service.settled();
    await sweep();
    expect((await told()).slice(2)).toEqual([['chain-gap-closed', 'labour', 1]]);
  });

  it('takes a firm that is assigned to a segment for covering it while it is there', async () => {
    const assignments = [
      { segment: 'testing', uscc: builder.toLowerCase(), name: '演示企业', reason: '兼营检测' },
      { segment: 'design', uscc: firm(9), name: '未入驻', reason: '拟入驻' },
    ];
    expect(await put({ ...buildingChain, assignments }, 2)).toMatchObject({ status: 200 });
    const { body } = await get(office);
    const nodes = Object.fromEntries(body.nodes.map((node: { code: string }) => [node.code, node]));
    expect(nodes.testing).toMatchObject({ firms: 1, enterprises: [{ how: 'assigned', reason: '兼营检测' }] });
    expect(nodes.design).toMatchObject({ gap: 'nobody', absent: [{ uscc: firm(9) }] });
    // Another definition is no change in the park.
    await sweep();
    expect(await told()).toHaveLength(3);
    expect((await get(force, '/definition')).body.definition.assignments[0].uscc).toBe(builder);
    expect(await get(enterprise, '/definition')).toMatchObject({ status: 403 });
  });
});
