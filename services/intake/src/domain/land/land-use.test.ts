import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { landOfBuildings } from './land-of-buildings.ts';
import { type Holding, type LandFacts, landOfEnterprises, landUseOf } from './land-use.ts';

const held = (uscc: string | null, m2: number, subPark = '1', plot: string | null = 'p1'): Holding => ({
  uscc,
  subPark,
  plot,
  areaHundredths: m2 * 100,
});

/** Two sub-parks of 3 mu each; A sits in both, B in the first, C nowhere. */
const facts: LandFacts = {
  subParks: ['1', '2'],
  plots: [
    { code: 'p1', subPark: '1', landAreaM2: 2000 },
    { code: 'p2', subPark: '2', landAreaM2: 2000 },
  ],
  holdings: [held('A', 100), held('B', 200), held(null, 100), held('A', 300, '2', 'p2')],
  yields: [
    { uscc: 'A', outputFen: 401n, taxFen: undefined },
    { uscc: 'C', outputFen: 60n, taxFen: 7n },
  ],
};

describe('land use', () => {
  it('sums a park, splits who sits in two sub-parks by area, and keeps apart who sits in none', () => {
    expect(landUseOf(facts)).toMatchObject({
      landM2: 4000,
      mu: 6,
      outputFen: 461n,
      taxFen: 7n,
      outputFenPerMu: 77n,
      tenants: 2,
      reporting: 1,
      subParks: [
        {
          code: '1',
          mu: 3,
          outputFen: 100n,
          taxFen: undefined,
          outputFenPerMu: 33n,
          tenants: 2,
          reporting: 1,
        },
        { code: '2', mu: 3, outputFen: 301n, taxFenPerMu: undefined, tenants: 1, reporting: 1 },
      ],
      unplaced: { enterprises: 1, outputFen: 60n, taxFen: 7n },
    });
  });

  it('leaves out what is missing: land, figures, and what would follow from them', () => {
    expect(landUseOf({ ...facts, plots: [] })).toMatchObject({
      landM2: undefined,
      outputFen: 461n,
      outputFenPerMu: undefined,
    });
    expect(landUseOf({ ...facts, yields: [] })).toMatchObject({
      outputFen: undefined,
      outputFenPerMu: undefined,
      reporting: 0,
    });
  });

  it('gives each enterprise its part of the plots it sits on, and none when one is unknown', () => {
    expect(landOfEnterprises(facts)).toMatchObject([
      { uscc: 'A', areaM2: 400, landM2: 2500, mu: 3.75, outputFenPerMu: 107n },
      { uscc: 'B', areaM2: 200, landM2: 1000, outputFen: undefined, outputFenPerMu: undefined },
    ]);
    const elsewhere = { ...facts, holdings: [...facts.holdings, held('A', 1, '1', null)] };
    expect(landOfEnterprises(elsewhere)[0]).toMatchObject({ landM2: undefined, outputFenPerMu: undefined });
  });

  it('neither loses nor makes money: sub-parks and the unplaced add up to the park', () => {
    const area = fc.integer({ min: 1, max: 1e6 });
    const anyHolding = fc.record({
      uscc: fc.constantFrom('A', 'B', 'C', null),
      subPark: fc.constantFrom('1', '2', '3'),
      plot: fc.constant(null),
      areaHundredths: area,
    });
    const anyYield = fc.record({
      outputFen: fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }), { nil: undefined }),
      taxFen: fc.option(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyHolding), fc.array(anyYield, { maxLength: 4 }), (holdings, some) => {
        const yields = some.map((one, at) => ({ ...one, uscc: 'ABCD'[at] ?? '' }));
        const use = landUseOf({ subParks: ['1', '2', '3'], plots: [], holdings, yields });
        for (const name of ['outputFen', 'taxFen'] as const) {
          const parts = [...use.subParks, use.unplaced].map((part) => part[name] ?? 0n);
          expect(parts.reduce((sum, fen) => sum + fen, 0n)).toBe(use[name] ?? 0n);
        }
      }),
    );
  });
});

describe('the land of buildings', () => {
  it('splits a plot by what is built on it, alike where nothing is, and leaves out who stands on none', () => {
    const land = landOfBuildings(
      [
        { code: 'p1', landAreaM2: 100 },
        { code: 'p2', landAreaM2: 10.01 },
      ],
      [
        { code: 'A', plot: 'p1', builtM2: 200 },
        { code: 'B', plot: 'p1', builtM2: 100 },
        { code: 'C', plot: 'p2', builtM2: 0 },
        { code: 'D', plot: 'p2', builtM2: 0 },
        { code: 'E', plot: null, builtM2: 50 },
      ],
    );
    expect(Object.fromEntries(land)).toEqual({ A: 66.67, B: 33.33, C: 5.01, D: 5 });
  });
});
