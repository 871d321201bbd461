import type { Month } from '@yuanqu/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measures } from './measures.ts';
import { parkInputs, type ParkInputs, type UnitOutcome } from './park-inputs.ts';
import { rankParks } from './rank-parks.ts';
import { type ParkScore, scorePark } from './score-park.ts';
import type { RuleDefinition } from './rule-definition.ts';

const month = '2026-11' as Month;
const rule: RuleDefinition = {
  indicators: [
    { code: 'occupancy', weight: 5_000, zeroAt: 300_000, fullAt: 950_000 },
    { code: 'occupancy-change', weight: 2_000, zeroAt: -50_000, fullAt: 50_000 },
    { code: 'leading-share', weight: 2_000, zeroAt: 0, fullAt: 600_000 },
    { code: 'freshness', weight: 1_000, zeroAt: 500_000, fullAt: 1_000_000 },
  ],
  freshDays: 31,
  caps: [{ indicator: 'freshness', below: 300_000, maxScore: 6_000 }],
  graceMonths: 3,
};
const software: ParkInputs = {
  park: { code: 'software', name: '软件园', sinceMs: 0, leadingIndustries: ['65'] },
  month: { letAreaMs: 7_182n, lettableAreaMs: 10_000n },
  previous: { letAreaMs: 70n, lettableAreaMs: 100n },
  letArea: 100n,
  leadingLetArea: 45n,
  units: 100,
  freshUnits: 100,
};
const score = (changes: Partial<ParkInputs> = {}) => scorePark(rule, month, { ...software, ...changes });
const pointsOf = (scored: ParkScore, code: string) => scored.indicators.find((i) => i.code === code)?.points;

describe('a park’s score', () => {
  it('is the sum of what its indicators earn', () => {
    // 50 × (0.7182 − 0.3) / 0.65 = 32.17; 20 × (0.0182 + 0.05) / 0.1 = 13.64; 20 × 0.45 / 0.6 = 15; 10
    expect(score()).toMatchObject({ standing: 'ranked', score: 7_081, uncapped: 7_081 });
    expect(score().indicators.map(({ points }) => points)).toEqual([3_217, 1_364, 1_500, 1_000]);
  });

  it.each([
    ['nothing at the foot of its scale', 300n, 0],
    ['nothing below it', 0n, 0],
    ['everything at the top', 950n, 5_000],
    ['no more than everything above it', 1_000n, 5_000],
    ['half in the middle', 625n, 2_500],
  ] as const)('earns %s', (_, letAreaMs, points) => {
    expect(pointsOf(score({ month: { letAreaMs, lettableAreaMs: 1_000n } }), 'occupancy')).toBe(points);
  });

  it('gives the weight of what cannot be measured to the others', () => {
    const scored = score({ previous: undefined });
    expect(scored.indicators[1]).toEqual({ code: 'occupancy-change', weight: 2_000, points: 0 });
    expect(scored.score).toBe(Math.round(((3_217 + 1_500 + 1_000) * 10_000) / 8_000));
  });

  it('is held down by a cap, and says by which', () => {
    const stale = { freshUnits: 10 };
    expect(
      score({ ...stale, month: { letAreaMs: 95n, lettableAreaMs: 100n }, leadingLetArea: 100n }),
    ).toMatchObject({
      uncapped: 9_000,
      score: 6_000,
      cappedBy: 'freshness',
    });
    expect(score({ ...stale, month: { letAreaMs: 0n, lettableAreaMs: 100n } })).not.toHaveProperty(
      'cappedBy',
    );
  });

  it.each([
    ['2026-08-31T15:59:59Z', 'ranked'],
    ['2026-08-31T16:00:00Z', 'grace'],
    ['2026-11-15T00:00:00Z', 'grace'],
  ])('of a park that began at %s in Shanghai’s calendar counts as %s', (since, standing) => {
    expect(score({ park: { ...software.park, sinceMs: Date.parse(since) } }).standing).toBe(standing);
  });

  it('is none when nothing was lettable', () => {
    expect(score({ month: { letAreaMs: 0n, lettableAreaMs: 0n } }).standing).toBe('not-assessed');
  });

  it('lies between 0 and 100 points whatever the inputs', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 18n });
    const part = fc
      .tuple(amount, amount)
      .map(([a, b]) => (a < b ? [a, b] : [b, a]) as readonly [bigint, bigint]);
    fc.assert(
      fc.property(part, part, part, fc.nat(500), fc.nat(500), (now, before, letArea, units, fresh) => {
        const scored = score({
          month: { letAreaMs: now[0], lettableAreaMs: now[1] },
          previous: { letAreaMs: before[0], lettableAreaMs: before[1] },
          leadingLetArea: letArea[0],
          letArea: letArea[1],
          units: units + fresh,
          freshUnits: fresh,
        });
        expect(scored.score).toBeGreaterThanOrEqual(0);
        expect(scored.score).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});

describe('what goes into a score', () => {
  const cutoffMs = Date.parse('2026-11-30T16:00:00Z');
  const unit = (changes: Partial<UnitOutcome> = {}): UnitOutcome => ({
    unitId: 'u',
    park: 'software',
    code: 'A-1',
    building: 'A',
    areaHundredths: 10_000n,
    sinceMs: 0,
    letMs: 5n,
    lettableMs: 10n,
    last: { status: 'let', observedAtMs: cutoffMs - 86_400_000, industry: '6513' },
    ...changes,
  });
  const inputsOf = (...units: UnitOutcome[]) =>
    parkInputs(software.park, units, undefined, { cutoffMs, freshDays: 31 });

  it('counts the leading industry by division, group or class', () => {
    const of = (leadingIndustries: string[]) =>
      measures['leading-share'](
        parkInputs({ ...software.park, leadingIndustries }, [unit()], undefined, { cutoffMs, freshDays: 31 }),
      );
    expect(['65', '651', '6513', '6512', '64'].map((code) => of([code]))).toEqual([1e6, 1e6, 1e6, 0, 0]);
  });

  it('leaves a retired unit in the month but out of its end', () => {
    const inputs = inputsOf(unit(), unit({ retiredAtMs: cutoffMs - 1 }));
    expect(inputs).toMatchObject({ units: 1, letArea: 10_000n, month: { letAreaMs: 100_000n } });
  });

  it('takes data as fresh up to the day', () => {
    const seen = (daysAgo: number) =>
      unit({ last: { status: 'vacant', observedAtMs: cutoffMs - daysAgo * 86_400_000 } });
    expect(inputsOf(seen(31), seen(31.001), unit({ last: undefined as never })).freshUnits).toBe(1);
  });
});

it('ranks equal scores alike, leaves the next place out, and puts new parks behind', () => {
  const scored = (park: string, points: number, standing: ParkScore['standing'] = 'ranked'): ParkScore => ({
    park,
    standing,
    indicators: [],
    uncapped: points,
    score: points,
  });
  const ranked = rankParks([
    scored('c', 50),
    scored('new', 99, 'grace'),
    scored('b', 70),
    scored('none', 0, 'not-assessed'),
    scored('a', 70),
    scored('d', 90),
  ]);
  expect(ranked.map(({ park, rank }) => [park, rank])).toEqual([
    ['d', 1],
    ['a', 2],
    ['b', 2],
    ['c', 4],
    ['new', undefined],
    ['none', undefined],
  ]);
});
