import { expect, it } from 'vitest';
import { type TableLine, verdictOf } from './month-verdict.ts';

const line = (park: string, score: number, more: Partial<TableLine> = {}): TableLine => ({
  park,
  standing: 'ranked',
  score,
  ...more,
});
const table = [
  line('a', 9_000, { rank: 1, grade: 'A' }),
  line('b', 6_000, { rank: 2, grade: 'D' }),
  line('c', 5_999, { rank: 3, grade: 'C' }),
  line('d', 5_999, { rank: 3 }),
  line('new', 10, { standing: 'grace' }),
];

it.each([
  [{ scoreBelow: 60 }, ['good', 'good', 'poor', 'poor', 'not-judged']],
  [{ grades: ['D'] }, ['good', 'poor', 'good', 'good', 'not-judged']],
  [{ lastRanks: 1 }, ['good', 'good', 'poor', 'poor', 'not-judged']],
  [{ lastRanks: 3 }, ['good', 'poor', 'poor', 'poor', 'not-judged']],
  [{ scoreBelow: 101 }, ['poor', 'poor', 'poor', 'poor', 'not-judged']],
])('by %j the months are %j', (poor, verdicts) => {
  expect(table.map((park) => verdictOf(park, table, { poor }).verdict)).toEqual(verdicts);
});

it('says why in both languages', () => {
  const { reason } = verdictOf(line('c', 5_999, { rank: 3 }), table, {
    poor: { scoreBelow: 60, lastRanks: 1 },
  });
  expect(reason.zh).toBe('59.99 分，第 3/4 名，低于 60 分，列后 1 位：不达标。');
  expect(reason.en).toBe('59.99 points, place 3/4, below 60 points, among the last 1: poor.');
});
