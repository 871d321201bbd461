import { describe, expect, it } from 'vitest';
import { noDeadlines, noIncidents } from '../evidence/park-evidence.ts';
import type { ParkInputs } from '../park-inputs.ts';
import { pingyang } from '../pingyang.sample.ts';
import { monthCandidates } from './month-candidates.ts';

const park = (
  code: string,
  letShare: bigint,
  outputFen?: bigint,
  more: Partial<ParkInputs> = {},
): ParkInputs => ({
  park: { code, name: code, sinceMs: 0, leadingIndustries: [] },
  month: { letAreaMs: letShare, lettableAreaMs: 100n },
  letArea: 1n,
  leadingLetArea: 0n,
  units: 1,
  freshUnits: 1,
  evidence: {
    ...(outputFen !== undefined && { outputFen }),
    outputFirms: 1,
    taxFirms: 0,
    tenants: 1,
    reporting: 1,
    buildings: 1,
    surveyed: 1,
    // 3 mu.
    landHundredths: 200_000n,
    service: noDeadlines,
    policy: noDeadlines,
    tasks: noDeadlines,
    safety: noIncidents,
    integrity: noIncidents,
    leadFirms: 0,
    sizedTenants: 0,
  },
  ...more,
});
const found = (...inputs: readonly ParkInputs[]) =>
  monthCandidates({ inputs, rule: { definition: pingyang } as never }, () => 7_000).map(
    ({ park: code, because }) => `${code}: ${because.join(', ')}`,
  );

describe('the candidates of a month', () => {
  it('are parks below their target, or with less than half of the district’s output per mu', () => {
    // The district has 2,000 yuan per mu.
    expect(found(park('a', 69n, 5_000_00n), park('b', 70n, 999_00n), park('c', 90n, 12_001_00n))).toEqual([
      'a: low-occupancy',
      'b: low-output',
    ]);
    expect(found(park('a', 10n, 0n), park('c', 90n, 9_000_00n))).toEqual(['a: low-occupancy, low-output']);
  });

  it('are none by what is missing', () => {
    expect(found(park('a', 90n), park('b', 90n, 9_000_00n))).toEqual([]);
    expect(found(park('a', 0n, undefined, { letArea: 0n, freshUnits: 0 }))).toEqual([]);
  });

  it('follow what a decided objection put in the place of a measure', () => {
    const words = { words: '更正', objection: 'x' };
    const overrides = [{ ...words, indicator: 'occupancy' as const, measure: 800_000 }];
    expect(found(park('a', 10n, undefined, { overrides }))).toEqual([]);
  });
});
