import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { type RuleDefinition } from './rule-definition.ts';
import { checkRule } from './scoring-rule.ts';

const indicator = (code: 'occupancy' | 'freshness' | 'leading-share', weight: number) => ({
  code,
  weight,
  zeroAt: 0,
  fullAt: 1_000_000,
});
const sound: RuleDefinition = {
  indicators: [indicator('occupancy', 6_000), indicator('freshness', 4_000)],
  freshDays: 31,
  caps: [{ indicator: 'freshness', below: 300_000, maxScore: 8_000 }],
  graceMonths: 3,
};

describe('a scoring rule', () => {
  it.each([
    ['is sound', {}, []],
    [
      'has weights that are not 100 points',
      { indicators: [indicator('occupancy', 9_999)], caps: [] },
      ['/definition/indicators'],
    ],
    ['lacks occupancy', { indicators: [indicator('freshness', 10_000)] }, ['/definition/indicators']],
    [
      'has an indicator twice',
      { indicators: [indicator('occupancy', 5_000), indicator('occupancy', 5_000)], caps: [] },
      ['/definition/indicators'],
    ],
    [
      'has a scale upside down',
      { indicators: [{ ...indicator('occupancy', 10_000), zeroAt: 1_000_000, fullAt: 0 }], caps: [] },
      ['/definition/indicators/0/fullAt'],
    ],
    [
      'caps by what it does not measure',
      { caps: [{ indicator: 'leading-share' as const, below: 1, maxScore: 1 }] },
      ['/definition/caps/0/indicator'],
    ],
  ])('%s', (_, changes, faults) => {
    const checked = checkRule({ ...sound, ...changes });
    const found = checked instanceof AppError ? checked.details.errors?.map(({ pointer }) => pointer) : [];
    expect(found).toEqual(faults);
  });
});
