import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BuildingFacts, placesAt } from './place.ts';
import { averagePerMu, type PlaceOutput } from './place-output.ts';
import { rankCandidates, type WaitingDemand } from './rank-candidates.ts';

const nowMs = Date.parse('2026-11-20T00:00:00Z');
const building = (code: string, more: Partial<BuildingFacts> = {}): BuildingFacts => ({
  park: 'software',
  parkName: '泉州软件园',
  subPark: '1',
  subParkName: '一号园',
  building: code,
  buildingName: `${code}座`,
  lettable: 100_000n,
  let: 40_000n,
  unobserved: 0n,
  registeredSinceMs: Date.parse('2021-11-20T00:00:00Z'),
  usages: ['office'],
  target: 7_000,
  ...more,
});
const waiting = (park: string, missing: bigint, usage = 'office'): WaitingDemand => ({
  park,
  usage,
  demands: 1,
  missing,
});
const rank = (buildings: readonly BuildingFacts[], demand: readonly WaitingDemand[] = []) =>
  rankCandidates(placesAt('building', buildings), demand, nowMs);

describe('candidates for renovation', () => {
  it('are places below their target, the emptiest first', () => {
    const { items } = rank([building('A'), building('B', { let: 10_000n }), building('C', { let: 70_000n })]);
    expect(items.map(({ rank: at, place }) => [at, place.code])).toEqual([
      [1, 'B'],
      [2, 'A'],
    ]);
    expect(items[1]).toMatchObject({
      rate: 0.4,
      vacantM2: 600,
      score: 42,
      parts: [
        { part: 'vacancy', points: 27 },
        { part: 'demand', points: 0 },
        { part: 'size', points: 10 },
        { part: 'age', points: 5 },
      ],
    });
    expect(items[1]?.sentence.zh).toContain('亩均产出和建成年份暂无数据');
  });

  it('gain by demand of their usage, half as much by another park’s', () => {
    const demandPoints = (demand: readonly WaitingDemand[]) =>
      rank([building('A')], demand).items[0]?.parts.find(({ part }) => part === 'demand')?.points;
    expect(demandPoints([waiting('software', 60_000n)])).toBe(35);
    expect(demandPoints([waiting('ip', 60_000n)])).toBe(18);
    expect(demandPoints([waiting('software', 60_000n, 'factory')])).toBe(0);
    expect(demandPoints([waiting('software', 10n ** 9n)])).toBe(35);
  });

  describe('by their output per mu', () => {
    // 2,000 m² of land are 3 mu.
    const producing = (code: string, fen: bigint, more: Partial<BuildingFacts & PlaceOutput> = {}) => {
      const { reportingArea = 60_000n, ...facts } = more;
      const output = { month: '2026-10', fen, tenantArea: 100_000n, reportingArea };
      return building(code, { land: 200_000n, let: 100_000n, output, ...facts });
    };
    const list = (...buildings: readonly BuildingFacts[]) =>
      rankCandidates(placesAt('building', buildings), [], nowMs, averagePerMu(buildings)).items;

    it('are those with less than half of the district’s, full or not', () => {
      const [low, ...others] = list(
        producing('A', 3_000_00n),
        producing('B', 30_000_00n),
        producing('C', 27_000_00n),
      );
      expect(others).toEqual([]);
      expect(low).toMatchObject({
        place: { code: 'A' },
        because: ['low-output'],
        outputPerMu: { month: '2026-10', yuan: 1_000 },
        parts: [{ part: 'output', points: 26, of: 30 }, {}, {}, {}, {}],
      });
      expect(low?.parts.reduce((sum, part) => sum + part.of, 0)).toBe(100);
      expect(low?.sentence.zh).toContain('2026-10 亩均产出 1,000 元，全区 6,667 元');
      expect(low?.sentence.zh).toContain('不低于目标');
    });

    it('say nothing of it where land is unknown, or firms of too little area reported', () => {
      const full = producing('B', 30_000_00n);
      expect(list(producing('A', 0n, { land: undefined }), full)).toEqual([]);
      expect(list(producing('A', 0n, { reportingArea: 59_000n }), full)).toEqual([]);
    });

    it('are sub-parks and parks by the sum of their buildings', () => {
      const [park] = placesAt('park', [producing('A', 3_000_00n), producing('B', 30_000_00n)]);
      expect(park).toMatchObject({ land: 400_000n, output: { fen: 33_000_00n, tenantArea: 200_000n } });
      const [unsurveyed] = placesAt('park', [producing('A', 1n), building('B')]);
      expect(unsurveyed).not.toHaveProperty('land');
    });
  });

  it('are not guessed where nobody has reported', () => {
    const { items, unobserved } = rank([building('A', { let: 0n, unobserved: 100_000n })]);
    expect(items).toEqual([]);
    expect(unobserved).toMatchObject([{ code: 'A' }]);
    const half = rank([building('A', { unobserved: 20_000n })]).items[0];
    expect(half).toMatchObject({ rate: 0.5, vacantM2: 400 });
    expect(half?.sentence.zh).toContain('另有 200 平方米从未上报');
  });

  it('are sub-parks and parks too, as their buildings taken together', () => {
    const buildings = [
      building('A'),
      building('B', { subPark: '2', let: 0n, unobserved: 100_000n, usages: ['shop'] }),
    ];
    expect(placesAt('sub-park', buildings).map(({ code, lettable }) => [code, lettable])).toEqual([
      ['1', 100_000n],
      ['2', 100_000n],
    ]);
    expect(placesAt('park', buildings)).toMatchObject([
      {
        code: 'software',
        lettable: 200_000n,
        let: 40_000n,
        unobserved: 100_000n,
        usages: ['office', 'shop'],
      },
    ]);
  });

  it('rank the same whatever order they come in, of 100 points at most', () => {
    const area = fc.bigInt(1n, 10n ** 8n);
    const facts = fc.uniqueArray(
      fc.record({ code: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), lettable: area, part: fc.nat(100) }),
      { selector: ({ code }) => code, maxLength: 8 },
    );
    fc.assert(
      fc.property(facts, fc.array(area, { maxLength: 3 }), (some, missing) => {
        const buildings = some.map(({ code, lettable, part }) =>
          building(code, { lettable, let: (lettable * BigInt(part)) / 100n }),
        );
        const demand = missing.map((one, index) => waiting(index % 2 === 0 ? 'software' : 'ip', one));
        const { items } = rank(buildings, demand);
        expect(rank(buildings.toReversed(), demand.toReversed()).items).toEqual(items);
        for (const { score, parts } of items) {
          expect(score).toBeLessThanOrEqual(100);
          for (const { points, of } of parts) expect(points >= 0 && points <= of).toBe(true);
        }
      }),
    );
  });
});
