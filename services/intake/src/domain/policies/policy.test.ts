import { expect, it } from 'vitest';
import { policyInForce, standingOf } from './policy.ts';

const version = (effectiveFrom: string, name: string) => ({
  status: 'published' as const,
  effectiveFrom,
  version: name,
});

it('of the published versions of a park one is in force, and the others say by which they are superseded', () => {
  const all = [
    version('2026-01-01', '2026.1'),
    version('2026-11-28', '2026.2'),
    version('2026-11-28', '2026.3'),
    version('2027-01-01', '2027.1'),
    version('2027-01-01', '2027.2'),
  ];
  const day = '2026-11-28';
  expect(all.map((one) => standingOf(one, all, day))).toEqual([
    { standing: 'superseded', supersededBy: '2026.2' },
    { standing: 'superseded', supersededBy: '2026.3' },
    { standing: 'in-force' },
    { standing: 'superseded', supersededBy: '2027.2' },
    { standing: 'announced' },
  ]);
  expect(policyInForce(all, day)?.version).toBe('2026.3');
});
