import type { Month } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { ruleInForce } from './rule-in-force.ts';

const rule = (version: string, month: string) => ({ version, effectiveFrom: month as Month });

describe('the rule in force', () => {
  it('holds from its month of effect on, until the next one does', () => {
    const rules = ['2026-03', '2025-01', '2026-11'].map((month) => rule(month, month));
    const found = ['2024-12', '2025-01', '2026-02', '2026-03', '2027-01'].map(
      (month) => ruleInForce(rules, month as Month)?.version,
    );
    expect(found).toEqual([undefined, '2025-01', '2025-01', '2026-03', '2026-11']);
  });

  it('is the newest of those for one month', () => {
    const rules = [rule('2027.1b', '2027-01'), rule('2027.1', '2027-01'), rule('2021.1', '2021-01')];
    const found = ['2026-12', '2027-01', '2027-03'].map(
      (month) => ruleInForce(rules, month as Month)?.version,
    );
    expect(found).toEqual(['2021.1', '2027.1b', '2027.1b']);
  });
});
