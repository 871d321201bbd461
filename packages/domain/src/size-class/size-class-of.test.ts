import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../app-error.ts';
import { Industry, type IndustryCode } from '../industry/industry.ts';
import { industryDivisions } from '../industry/divisions.ts';
import { type SizeFigures, type SizeResult, sizeClassOf } from './size-class-of.ts';
import { type SizeIndicator, sizeClasses, sizeIndicators } from './size-standard.ts';
import { sizeStandard2011 } from './size-standard-2011.ts';

const industry = (text: string): IndustryCode => {
  const code = Industry.parse(text);
  if (code instanceof AppError) throw code;
  return code;
};
const sizeOf = (figures: SizeFigures): SizeResult => {
  const result = sizeClassOf(figures);
  if (result instanceof AppError) throw result;
  return result;
};

type Bounds = readonly [large: number, medium: number, small: number];

// 工信部联企业〔2011〕300号, article 4: one industry class of each row, and the lower bounds it states.
const table: readonly (readonly [row: string, example: string, Partial<Record<SizeIndicator, Bounds>>])[] = [
  ['agriculture', '0111', { revenueWan: [20000, 500, 50] }],
  ['industry', '3911', { staff: [1000, 300, 20], revenueWan: [40000, 2000, 300] }],
  ['construction', '4710', { revenueWan: [80000, 6000, 300], assetsWan: [80000, 5000, 300] }],
  ['wholesale', '5111', { staff: [200, 20, 5], revenueWan: [40000, 5000, 1000] }],
  ['retail', '5211', { staff: [300, 50, 10], revenueWan: [20000, 500, 100] }],
  ['transport', '5430', { staff: [1000, 300, 20], revenueWan: [30000, 3000, 200] }],
  ['storage', '5920', { staff: [200, 100, 20], revenueWan: [30000, 1000, 100] }],
  ['post', '6010', { staff: [1000, 300, 20], revenueWan: [30000, 2000, 100] }],
  ['hotels', '6110', { staff: [300, 100, 10], revenueWan: [10000, 2000, 100] }],
  ['catering', '6210', { staff: [300, 100, 10], revenueWan: [10000, 2000, 100] }],
  ['information-transmission', '6410', { staff: [2000, 100, 10], revenueWan: [100000, 1000, 100] }],
  ['software', '6513', { staff: [300, 100, 10], revenueWan: [10000, 1000, 50] }],
  ['real-estate-development', '7010', { revenueWan: [200000, 1000, 100], assetsWan: [10000, 5000, 2000] }],
  ['property-management', '7020', { staff: [1000, 300, 100], revenueWan: [5000, 1000, 500] }],
  ['leasing-and-business', '7231', { staff: [300, 100, 10], assetsWan: [120000, 8000, 100] }],
  ['others', '7491', { staff: [300, 100, 10] }],
];

const cases = table.flatMap(([row, example, bounds]) =>
  sizeIndicators.flatMap((indicator) =>
    (bounds[indicator] ?? []).map((bound, tier) => ({ row, example, bounds, indicator, bound, tier })),
  ),
);

describe('the table of 2011', () => {
  it('has the rows tested here and no others', () => {
    expect(sizeStandard2011.rows.map(({ id }) => id)).toEqual(table.map(([row]) => row));
  });

  it.each(cases)('$row: $indicator of $bound reaches a tier that one less misses', (some) => {
    const { example, bounds, indicator, bound, tier, row } = some;
    const large = Object.fromEntries(Object.entries(bounds).map(([name, [most]]) => [name, most]));
    const at = sizeOf({ industry: industry(example), ...large, [indicator]: bound });
    const below = sizeOf({ industry: industry(example), ...large, [indicator]: bound - 1 });
    expect(at).toMatchObject({ outcome: 'classified', row: { id: row }, sizeClass: sizeClasses[tier] });
    expect(below).toMatchObject({
      outcome: 'classified',
      sizeClass: sizeClasses[tier + 1],
      deciding: [indicator],
    });
  });

  it('needs of each row the indicators it states', () => {
    for (const [, example, bounds] of table) {
      const missing = sizeIndicators.filter((indicator) => bounds[indicator]);
      expect(sizeOf({ industry: industry(example) })).toMatchObject({ outcome: 'missing-figures', missing });
    }
  });

  it.each([
    ['0511', 'agriculture'],
    ['0610', 'industry'],
    ['1120', 'industry'],
    ['4310', 'industry'],
    ['4620', 'industry'],
    ['5010', 'construction'],
    ['5611', 'transport'],
    ['5821', 'transport'],
    ['5910', 'transport'],
    ['5930', 'storage'],
    ['5949', 'storage'],
    ['5951', 'storage'],
    ['5960', 'storage'],
    ['5990', 'storage'],
    ['6311', 'information-transmission'],
    ['6490', 'information-transmission'],
    ['6599', 'software'],
    ['7030', 'others'],
    ['7090', 'others'],
    ['7111', 'leasing-and-business'],
    ['7310', 'others'],
    ['7610', 'others'],
    ['8010', 'others'],
    ['8511', 'others'],
    ['8610', 'others'],
  ])('puts %s into the row %s', (code, row) => {
    expect(sizeOf({ industry: industry(code) })).toMatchObject({ row: { id: row } });
  });

  it.each(['5310', '6621', '7040', '8310', '8411', '9221', '9700'])(
    'does not cover %s, and says why',
    (code) => {
      const result = sizeOf({ industry: industry(code), staff: 50, revenueWan: 500, assetsWan: 500 });
      expect(result).toMatchObject({
        outcome: 'not-covered',
        reason: 'outside-standard',
        standard: '2011-300',
      });
    },
  );

  it('decides on every division from its classes, and asks for the class only where a division is split', () => {
    const undecided = industryDivisions.filter(({ code }) => {
      const result = sizeOf({ industry: industry(code) });
      return result.outcome === 'not-covered' && result.reason === 'class-needed';
    });
    expect(undecided.map(({ code }) => code)).toEqual(['59', '70']);
  });
});

describe('sizeClassOf', () => {
  it('takes the lowest tier and explains each indicator by the bound it reached and the one it is short of', () => {
    expect(sizeOf({ industry: industry('6513'), staff: 320, revenueWan: 999.99, assetsWan: 5 })).toEqual({
      outcome: 'classified',
      sizeClass: 'small',
      deciding: ['revenueWan'],
      standard: '2011-300',
      row: { id: 'software', zh: '软件和信息技术服务业', en: 'software and information technology services' },
      indicators: [
        { indicator: 'staff', value: 320, tier: 'large', reached: 300 },
        { indicator: 'revenueWan', value: 999.99, tier: 'small', reached: 50, shortOf: 1000 },
      ],
    });
  });

  it('names every indicator that decides', () => {
    expect(sizeOf({ industry: industry('3911'), staff: 0, revenueWan: 0 })).toMatchObject({
      sizeClass: 'micro',
      deciding: ['staff', 'revenueWan'],
    });
  });

  it('says which figures are missing and what is known so far', () => {
    expect(sizeOf({ industry: industry('6513'), staff: 50 })).toMatchObject({
      outcome: 'missing-figures',
      missing: ['revenueWan'],
      indicators: [{ indicator: 'staff', tier: 'small' }],
    });
  });

  it('is micro on one indicator alone, whatever the missing one would be', () => {
    expect(sizeOf({ industry: industry('6513'), staff: 9 })).toMatchObject({
      outcome: 'classified',
      sizeClass: 'micro',
    });
  });

  it('asks for the class where a coarser code leaves the row open', () => {
    for (const code of ['G', '59', 'K', '70', 'F', 'Q']) {
      expect(sizeOf({ industry: industry(code), staff: 50 })).toMatchObject({
        outcome: 'not-covered',
        reason: 'class-needed',
      });
    }
  });

  it.each([
    [{ staff: -1 }, 'staff'],
    [{ staff: 1.5 }, 'staff'],
    [{ staff: 10, revenueWan: Number.NaN }, 'revenueWan'],
    [{ staff: 10, assetsWan: Number.POSITIVE_INFINITY }, 'assetsWan'],
  ])('refuses %j', (figures, indicator) => {
    expect(sizeClassOf({ industry: industry('6513'), ...figures })).toMatchObject({
      code: 'size-class.invalid-figure',
      kind: 'invalid',
      details: { indicator },
    });
  });

  it('never makes an enterprise smaller because a figure grows', () => {
    const figures = fc.record({
      staff: fc.nat(3000),
      revenueWan: fc.nat(250_000),
      assetsWan: fc.nat(150_000),
    });
    const code = fc.constantFrom(...table.map(([, example]) => industry(example)));
    const rank = (result: SizeResult): number =>
      result.outcome === 'classified' ? sizeClasses.indexOf(result.sizeClass) : Number.NaN;
    fc.assert(
      fc.property(code, figures, figures, (its, before, growth) => {
        const after = {
          staff: before.staff + growth.staff,
          revenueWan: before.revenueWan + growth.revenueWan,
          assetsWan: before.assetsWan + growth.assetsWan,
        };
        expect(rank(sizeOf({ industry: its, ...after }))).toBeLessThanOrEqual(
          rank(sizeOf({ industry: its, ...before })),
        );
      }),
    );
  });
});
