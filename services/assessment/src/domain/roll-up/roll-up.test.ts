import { AppError, type Month } from '@yuanqu/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RankedScore } from '../rank-parks.ts';
import { periodBefore, quarterOf, yearOf } from './period.ts';
import { rollUpReason } from './roll-up-reason.ts';
import { type PublishedMonth, rollUp } from './roll-up.ts';

const scored = (park: string, score: number, rank?: number): RankedScore => ({
  park,
  standing: rank === undefined ? 'grace' : 'ranked',
  indicators: [],
  uncapped: score,
  score,
  ...(rank !== undefined && { rank }),
});
const month = (name: string, ...scores: RankedScore[]): PublishedMonth => ({
  month: name as Month,
  version: 1,
  grades: [
    { grade: 'A', from: 8_000 },
    { grade: 'D', from: 0 },
  ],
  parks: scores.map(({ park }) => ({ code: park, name: `${park} 园` })),
  scores,
});

describe('a period', () => {
  it.each([
    ['2026-Q4', ['2026-10', '2026-11', '2026-12'], '2026-Q3'],
    ['2027-Q1', ['2027-01', '2027-02', '2027-03'], '2026-Q4'],
  ])('%s has three months and one before it', (text, months, before) => {
    const quarter = quarterOf(text);
    if (quarter instanceof AppError) throw quarter;
    expect(quarter.months).toEqual(months);
    expect(periodBefore(quarter)?.name).toBe(before);
  });

  it('of a year has twelve months', () => {
    const year = yearOf('2026');
    if (year instanceof AppError) throw year;
    expect([year.months.length, year.months[11], periodBefore(year)?.name]).toEqual([12, '2026-12', '2025']);
  });

  it.each(['2026-Q5', '2026', 'Q4', '1949-Q4'])('is not %s as a quarter', (text) => {
    expect(quarterOf(text)).toMatchObject({ code: 'assessment.no-such-period' });
  });
});

describe('a roll-up', () => {
  const months = [
    month('2026-10', scored('a', 9_001, 1), scored('b', 7_000, 2), scored('new', 9_900)),
    month('2026-11', scored('b', 9_000, 1), scored('a', 7_000, 2), scored('new', 5_000, 3)),
  ];

  it('ranks by the mean of the months in which a park was ranked, equal ones alike', () => {
    const rolled = rollUp(months);
    expect(rolled.map(({ park, rank, mean, grade }) => [park, rank, mean, grade])).toEqual([
      ['a', 1, 8_001, 'A'],
      ['b', 2, 8_000, 'A'],
      ['new', 3, 5_000, 'D'],
    ]);
    expect(rolled[2]?.months).toEqual([
      { month: '2026-10', score: 9_900 },
      { month: '2026-11', rank: 3, score: 5_000 },
    ]);
    const equal = rollUp([month('2026-10', scored('y', 50, 1), scored('x', 50, 1), scored('z', 40, 3))]);
    expect(equal.map(({ park, rank }) => [park, rank])).toEqual([
      ['x', 1],
      ['y', 1],
      ['z', 3],
    ]);
  });

  it('says in one sentence how a park stands, moved, and when it was best and worst', () => {
    const [a] = rollUp(months, [month('2026-09', scored('b', 6_000, 1), scored('a', 5_000, 2))]);
    if (!a) throw new Error('no park');
    expect(rollUpReason(a, 'quarter')).toEqual({
      zh: '第 1 名（A 级），2 个月平均 80.01 分，较上季度升 1 位（+30.01 分）；最好 2026-10（第 1 名，90.01 分），最差 2026-11（第 2 名，70.00 分）。',
      en: 'No. 1 (grade A) with a mean of 80.01 points over 2 months, up 1 from the quarter before (+30.01 points); best in 2026-10 (no. 1, 90.01), worst in 2026-11 (no. 2, 70.00).',
    });
    const [young] = rollUp([month('2026-10', scored('new', 10))]);
    expect(young).not.toHaveProperty('rank');
    expect(young && rollUpReason(young, 'year').zh).toBe('期间均在保护期内，不排名。');
  });

  it('ranks the same in whatever order a month lists its parks', () => {
    const park = fc.record({ code: fc.constantFrom('a', 'b', 'c', 'd'), score: fc.nat(10_000) });
    const some = fc.uniqueArray(park, { selector: ({ code }) => code });
    fc.assert(
      fc.property(some, some, (one, two) => {
        const of = (turn: boolean) =>
          [one, two].map((parks, index) =>
            month(
              `2026-1${index}`,
              ...(turn ? parks.toReversed() : parks).map(({ code, score }) => scored(code, score, 1)),
            ),
          );
        expect(rollUp(of(true))).toEqual(rollUp(of(false)));
      }),
    );
  });
});
