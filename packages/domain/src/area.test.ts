import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { Area } from './area.ts';

const hundredths = fc.integer({ min: 0, max: 1e10 });
const area = hundredths.map((count) => Area.ofHundredths(count));
const parsed = (text: string): Area => {
  const result = Area.parse(text);
  if (result instanceof AppError) throw result;
  return result;
};

describe('reading and writing', () => {
  it.each([
    ['1234.5', 123_450],
    ['1,234.50', 123_450],
    ['１２０', 12_000],
    ['88.88 m²', 8888],
    ['88.88㎡', 8888],
    ['88.88 平方米', 8888],
    ['0', 0],
    ['3亩', 200_000],
    ['1 mu', 66_667],
    ['1.85亩', 123_333],
    ['1.230', 123],
  ])('reads %j', (text, count) => {
    expect(parsed(text).hundredths).toBe(count);
  });

  it.each([
    ['', 'area.malformed'],
    ['abc', 'area.malformed'],
    ['12 坪', 'area.malformed'],
    ['1.2.3', 'area.malformed'],
    ['1,23', 'area.malformed'],
    ['0.001', 'area.too-precise'],
    ['-1', 'area.out-of-range'],
    ['-1亩', 'area.out-of-range'],
    ['10000000000.01', 'area.out-of-range'],
    [`1${' '.repeat(60)}亩`, 'area.malformed'],
  ])('refuses %j with %s', (text, code) => {
    expect(Area.parse(text)).toMatchObject({ code, kind: 'invalid' });
  });

  it.each([
    [0.001, 'area.too-precise'],
    [1.005, 'area.too-precise'],
    [-0.01, 'area.out-of-range'],
    [1e10 + 1, 'area.out-of-range'],
    [Number.NaN, 'area.out-of-range'],
    [Number.POSITIVE_INFINITY, 'area.out-of-range'],
  ])('refuses the number %s with %s', (m2, code) => {
    expect(Area.fromM2(m2)).toMatchObject({ code, kind: 'invalid' });
  });

  it('is m² in JSON, and comes back from it exactly', () => {
    expect(JSON.stringify({ area: parsed('12.30') })).toBe('{"area":12.3}');
    fc.assert(
      fc.property(area, (some) => {
        expect(Area.fromM2(JSON.parse(JSON.stringify(some)) as number)).toEqual(some);
      }),
    );
  });

  it('comes back from its text', () => {
    fc.assert(
      fc.property(area, (some) => {
        expect(Area.parse(some.formatM2())).toEqual(some);
      }),
    );
    expect(parsed('1234567.8').formatM2()).toBe('1,234,567.80 m²');
  });

  it('throws on hundredths that are none: that is a bug', () => {
    for (const count of [-1, 0.5, Number.NaN, 1e12 + 1])
      expect(() => Area.ofHundredths(count)).toThrow(RangeError);
  });
});

describe('mu', () => {
  it('is 2000/3 m²', () => {
    expect(parsed('2000').mu).toBe(3);
    expect(Area.fromMu(30)).toEqual(parsed('20000'));
    expect(parsed('1000000').formatMu()).toBe('1,500.00 亩');
    expect(parsed('3.33').formatMu()).toBe('0.00 亩');
    expect(parsed('3.34').formatMu()).toBe('0.01 亩');
  });

  it('is written to two decimals that are off by half a hundredth of a mu at most', () => {
    fc.assert(
      fc.property(area, (some) => {
        const written = parsed(some.formatMu());
        expect(Math.abs(written.hundredths - some.hundredths)).toBeLessThanOrEqual(334);
      }),
    );
  });
});

describe('arithmetic', () => {
  it('takes away what it has added, and sums in any order to the same', () => {
    fc.assert(
      fc.property(area, area, (a, b) => {
        expect(a.plus(b).minus(b)).toEqual(a);
      }),
    );
    fc.assert(
      fc.property(fc.array(area, { maxLength: 20 }), (all) => {
        expect(Area.sum(all.toReversed())).toEqual(Area.sum(all));
      }),
    );
  });

  it('gives the occupancy of the software park: 71.82 % of 100,000 m²', () => {
    expect(parsed('71820').ratioTo(parsed('100000'))).toBe(0.7182);
    expect(Area.zero.ratioTo(Area.zero)).toBeUndefined();
  });

  it('has no area below zero', () => {
    expect(() => parsed('1').minus(parsed('1.01'))).toThrow(RangeError);
  });

  it('orders by size', () => {
    expect(parsed('1').compareTo(parsed('2'))).toBe(-1);
    expect(parsed('2').compareTo(parsed('1'))).toBe(1);
    expect(parsed('2').compareTo(parsed('2.00'))).toBe(0);
    expect(parsed('2').equals(parsed('2.00'))).toBe(true);
  });
});
