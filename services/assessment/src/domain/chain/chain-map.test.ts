import { describe, expect, it } from 'vitest';
import { AppError } from '@yuanqu/domain';
import type { ChainDefinition } from './chain-definition.ts';
import { chainMap } from './chain-map.ts';
import { buildingChain, tenant } from './chains.sample.ts';
import { checkChain } from './check-chain.ts';
import { gapChanges } from './gap-changes.ts';

const park = { code: 'construction', name: '建筑服务园', leadingIndustries: ['47', '748'] };
const mapOf = (tenants: readonly ReturnType<typeof tenant>[], more: Partial<ChainDefinition> = {}) =>
  chainMap(park, { ...buildingChain, ...more }, tenants);
const gapsOf = (map: ReturnType<typeof mapOf>) =>
  Object.fromEntries(map.segments.map(({ segment, gap }) => [segment.code, gap ?? 'covered']));

describe('a chain map', () => {
  it('is covered by tenants whose industry lies within a segment’s codes, of whatever level', () => {
    const map = mapOf([tenant('a', '4710'), tenant('b', '7481'), tenant('c', '6513')]);
    expect(gapsOf(map)).toEqual({
      consulting: 'covered',
      labour: 'nobody',
      design: 'nobody',
      works: 'covered',
      testing: 'nobody',
    });
    expect(map.coverage).toEqual({ covered: 2, total: 5, share: 0.4 });
    expect(map.links.map(({ state }) => state)).toEqual(['broken', 'broken', 'broken', 'broken', 'broken']);
  });

  it('has a gap where the only one who covers a segment leaves, and none while another stays', () => {
    const leaves = tenant('a', '4710', { leavesOn: '2026-12-31' });
    expect(gapsOf(mapOf([leaves]))).toMatchObject({ works: 'last-one-leaves' });
    expect(gapsOf(mapOf([leaves, tenant('b', '4813')]))).toMatchObject({ works: 'covered' });
  });

  it('counts who is assigned while they are there, and a body without a code until it is taken away', () => {
    const assignments = [
      { segment: 'testing', uscc: 't', name: '检测中心', reason: '登记行业为其他' },
      { segment: 'labour', name: '人民调解委员会', reason: '无统一社会信用代码' },
    ];
    const away = mapOf([], { assignments });
    expect(gapsOf(away)).toMatchObject({ testing: 'nobody', labour: 'covered' });
    expect(away.segments.find(({ segment }) => segment.code === 'testing')?.absent).toHaveLength(1);
    const there = mapOf([tenant('t', '7299')], { assignments });
    expect(there.segments.find(({ segment }) => segment.code === 'testing')).toMatchObject({
      absent: [],
      coverers: [{ uscc: 't', how: 'assigned', reason: '登记行业为其他' }],
    });
  });

  it('takes what operators report as an industry without believing it to be one', () => {
    expect(gapsOf(mapOf([tenant('a', '0000'), tenant('b', 'x')], { segments: segmentsOf('I') }))).toEqual({
      consulting: 'nobody',
    });
    expect(gapsOf(mapOf([tenant('a', '6513')], { segments: segmentsOf('I') }))).toEqual({
      consulting: 'covered',
    });
  });
});

const segmentsOf = (industry: string) =>
  buildingChain.segments.slice(0, 1).map((segment) => Object.assign({}, segment, { industries: [industry] }));

describe('the lead enterprise', () => {
  it('is the one that is named, with what is known of its being there', () => {
    const lead = { name: '某集团', uscc: 'x', source: '丰泽区' };
    expect(mapOf([], { lead }).lead).toMatchObject({ how: 'named', observed: false, segments: [] });
    expect(mapOf([tenant('x', '7484')], { lead }).lead).toMatchObject({
      how: 'named',
      observed: true,
      segments: ['design'],
    });
  });

  it('is else the largest in the leading segments, by class before area', () => {
    const map = mapOf([
      tenant('huge', '7263', { sizeClass: 'large' }),
      tenant('wide', '4710', { sizeClass: 'small', areaHundredths: 99n }),
      tenant('medium', '7484', { sizeClass: 'medium', areaHundredths: 1n }),
      tenant('unknown', '4710', { areaHundredths: 999n }),
    ]);
    expect(map.lead).toMatchObject({ how: 'largest', uscc: 'medium', segments: ['design'] });
  });

  it('is none where no size is known, and that is said', () => {
    expect(mapOf([tenant('a', '4710')]).lead).toMatchObject({ how: 'none', segments: [] });
  });
});

describe('targets to attract', () => {
  it('come first where they close the chain between covered segments', () => {
    const { toAttract } = mapOf([tenant('a', '4710'), tenant('b', '7481')]);
    expect(toAttract.map(({ rank, segment }) => [rank, segment])).toEqual([
      [1, 'design'],
      [2, 'testing'],
      [3, 'labour'],
    ]);
    expect(toAttract[0]?.parts).toEqual([
      { part: 'between', points: 35, of: 35 },
      { part: 'degree', points: 17, of: 25 },
      { part: 'demand', points: 25, of: 25 },
      { part: 'links', points: 15, of: 15 },
    ]);
    expect(toAttract[0]?.sentence.zh).toContain('招引行业 7484');
  });

  it('are all gaps when nobody is there, and none earns points for neighbours it has not', () => {
    const { toAttract } = mapOf([]);
    expect(toAttract).toHaveLength(5);
    expect(
      toAttract.every(({ parts }) => parts.every(({ part, points }) => part === 'degree' || points === 0)),
    ).toBe(true);
  });
});

describe('checking a chain', () => {
  const faults = (more: Partial<ChainDefinition>) => {
    const checked = checkChain({ ...buildingChain, ...more });
    return checked instanceof AppError
      ? checked.details.errors?.map(({ pointer, code }) => `${pointer} ${code}`)
      : checked;
  };

  it.each([
    ['an unknown end', [{ from: 'design', to: 'nowhere' }], ['/links/0/to unknown-segment']],
    ['a segment linked to itself', [{ from: 'design', to: 'design' }], ['/links/0 to-itself']],
    ['a link against the stream', [{ from: 'testing', to: 'design' }], ['/links/0 against-the-stream']],
    [
      'a circle within a stage',
      [
        { from: 'design', to: 'works' },
        { from: 'works', to: 'design' },
      ],
      ['/links/0 circle', '/links/1 circle'],
    ],
    [
      'a link given twice',
      [
        { from: 'design', to: 'works' },
        { from: 'design', to: 'works' },
      ],
      ['/links/1 twice'],
    ],
  ])('refuses %s, naming the place', (_, links, expected) => {
    expect(faults({ links })).toEqual(expected);
  });

  it('names every place that is wrong, and every code', () => {
    const [first] = buildingChain.segments;
    if (!first) throw new Error('the sample has no segment');
    expect(
      faults({
        segments: [...buildingChain.segments, { ...first, industries: ['99x'] }],
        assignments: [{ segment: 'nowhere', name: 'x', uscc: '123', reason: 'y' }],
      }),
    ).toEqual([
      '/segments/5 twice',
      '/assignments/0/segment unknown-segment',
      '/segments/5/industries/0 industry.malformed',
      expect.stringMatching('/assignments/0/uscc uscc'),
    ]);
  });

  it('keeps codes in their canonical form', () => {
    const [first] = buildingChain.segments;
    if (!first) throw new Error('the sample has no segment');
    expect(faults({ segments: [{ ...first, industries: [' i6513 '] }], links: [] })).toMatchObject({
      segments: [{ industries: ['6513'] }],
    });
  });
});

describe('what changed since it was told', () => {
  const told = (covered: boolean) => [{ segment: 'works', covered }];
  const { segments: empty } = mapOf([]);
  const { segments: filled } = mapOf([tenant('a', '4710')]);

  it('is a covered segment that became a gap, and a gap that was closed', () => {
    expect(gapChanges(told(true), empty)).toMatchObject([{ kind: 'opened', because: 'nobody' }]);
    expect(gapChanges(told(false), filled)).toMatchObject([{ kind: 'closed' }]);
  });

  it('is nothing for segments as they were told, or never told of', () => {
    expect(gapChanges(told(false), empty)).toEqual([]);
    expect(gapChanges(told(true), filled)).toEqual([]);
    expect(gapChanges([], empty)).toEqual([]);
  });
});
