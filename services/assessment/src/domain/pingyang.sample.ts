import type { RuleDefinition } from './rule-definition.ts';

/** A rule with everything that a rule can hold, for tests; after the set that the platform brings for 2027. */
export const pingyang: RuleDefinition = {
  indicators: [
    { code: 'output-per-mu', dimension: 'output-per-mu', weight: 1_500, zeroAt: 20_000, fullAt: 500_000 },
    { code: 'tax-per-mu', dimension: 'output-per-mu', weight: 1_000, zeroAt: 500, fullAt: 25_000 },
    { code: 'leading-share', dimension: 'focus', weight: 1_000, zeroAt: 0, fullAt: 600_000 },
    { code: 'chain-coverage', dimension: 'focus', weight: 500, zeroAt: 0, fullAt: 800_000 },
    { code: 'occupancy', dimension: 'operation', weight: 1_500, zeroAt: 300_000, fullAt: 950_000 },
    { code: 'occupancy-change', dimension: 'operation', weight: 500, zeroAt: -50_000, fullAt: 50_000 },
    { code: 'tasks-in-time', dimension: 'operation', weight: 500, zeroAt: 500_000, fullAt: 1_000_000 },
    { code: 'service-in-time', dimension: 'services', weight: 1_000, zeroAt: 500_000, fullAt: 1_000_000 },
    { code: 'lead-enterprise', dimension: 'nurturing', weight: 500, zeroAt: 0, fullAt: 1_000_000 },
    { code: 'freshness', dimension: 'digital', weight: 1_000, zeroAt: 500_000, fullAt: 1_000_000 },
    { code: 'policy-cases', dimension: 'factors', weight: 1_000, zeroAt: 500_000, fullAt: 1_000_000 },
  ],
  freshDays: 31,
  minReporting: 600_000,
  caps: [{ indicator: 'freshness', below: 300_000, maxScore: 8_000 }],
  deductions: [
    { kind: 'safety', maxPoints: 1_000 },
    { kind: 'integrity', maxPoints: 1_000 },
  ],
  grades: [
    { grade: 'A', from: 8_500 },
    { grade: 'B', from: 7_000 },
    { grade: 'C', from: 6_000 },
    { grade: 'D', from: 0 },
  ],
  graceMonths: 6,
  preview: { days: 3, decideDays: 5 },
};
