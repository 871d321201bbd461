import { expect, it } from 'vitest';
import { pingyang } from '../pingyang.sample.ts';
import { checkPutRight } from './check-put-right.ts';
import { putRightTogether } from './put-right.ts';

it.each([
  ['occupancy', 0, true],
  ['occupancy', 1_000_000, true],
  ['occupancy', 1_750_000, false],
  ['occupancy', -1, false],
  ['occupancy-change', -50_000, true],
  ['occupancy-change', 5_000_000, false],
  ['lead-enterprise', 1_000_000, true],
  ['lead-enterprise', 500_000, false],
  ['tax-per-mu', 25_000, true],
  ['tax-per-mu', -1, false],
] as const)('a measure of %s of %i is possible: %s', (indicator, measure, isPossible) => {
  expect(checkPutRight({ indicator, measure }) === undefined).toBe(isPossible);
});

it('puts the change of occupancy right together with the occupancy', () => {
  const given = { indicator: 'occupancy' as const, measure: 750_000 };
  const previous = { letAreaMs: 7n, lettableAreaMs: 10n };
  expect(putRightTogether(given, pingyang, { previous })).toEqual([
    given,
    { indicator: 'occupancy-change', measure: 50_000 },
  ]);
  expect(putRightTogether(given, pingyang, {})).toEqual([given]);
  expect(putRightTogether({ ...given, indicator: 'freshness' }, pingyang, { previous })).toHaveLength(1);
});
