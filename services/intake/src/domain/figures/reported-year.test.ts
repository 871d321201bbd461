import { type IndustryCode, type Month, usccCheckCharacter } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../enterprise.ts';
import { explainedSize } from '../explained-size.ts';
import { type ReportedMonth, reportedYearOf } from './reported-year.ts';

const months = (first: number, last: number, revenueFen: bigint | undefined = 100n): ReportedMonth[] =>
  Array.from({ length: last - first + 1 }, (_, index) => ({
    month: `2026-${String(first + index).padStart(2, '0')}` as Month,
    revenueFen,
    staff: first + index,
  }));

const codeOf = (prefix: string): string => {
  const first17 = `${prefix}350503MA3456789`;
  return first17 + usccCheckCharacter(first17);
};

describe('a reported year', () => {
  it('is the newest twelve months in a row', () => {
    const before = { month: '2025-12' as Month, revenueFen: 7n, staff: 1 };
    expect(reportedYearOf([before, ...months(1, 12)])).toEqual({
      until: '2026-12',
      revenueFen: 1_200n,
      staff: 12,
    });
    expect(reportedYearOf([before, ...months(1, 11)])).toMatchObject({
      until: '2026-11',
      revenueFen: 1_107n,
    });
  });

  it('is none while a month is missing, or its revenue is', () => {
    expect(reportedYearOf(months(1, 11))).toBeUndefined();
    expect(reportedYearOf([...months(1, 5), ...months(7, 12)])).toBeUndefined();
    expect(
      reportedYearOf([...months(1, 11), { month: '2026-12' as Month, revenueFen: undefined, staff: 3 }]),
    ).toBeUndefined();
  });
});

describe('a size class', () => {
  const facts = {
    uscc: '91350100M000100Y43',
    industry: '6513' as IndustryCode,
    staff: 120,
    revenueFen: 1_234_500_000n,
    assetsFen: undefined,
  };
  const reported = { until: '2026-10' as Month, revenueFen: 40_000_000n, staff: undefined };

  it('goes by what was reported before what was entered, and says so', () => {
    expect(sizeOf(facts)).toBe('medium');
    expect(sizeOf({ ...facts, reported })).toBe('micro');
    expect(explainedSize({ ...facts, reported })).toMatchObject({
      outcome: 'classified',
      sizeClass: 'micro',
      basis: { kind: 'reported', from: '2025-11', until: '2026-10', revenueFen: '40000000', staff: 120 },
    });
  });

  it.each(['31', '12', '52', '93', ''])(
    'is not given to bodies of %s…, which are no enterprises or sole traders',
    (prefix) => {
      const uscc = prefix === '' ? 'B000001' : codeOf(prefix);
      expect(sizeOf({ ...facts, uscc })).toBeUndefined();
      expect(explainedSize({ ...facts, uscc })).toMatchObject({ outcome: 'not-applicable' });
    },
  );
});
