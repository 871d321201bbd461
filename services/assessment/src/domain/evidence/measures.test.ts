import { describe, expect, it } from 'vitest';
import { deductionsOf } from '../deductions.ts';
import { measures } from '../measures.ts';
import type { ParkInputs } from '../park-inputs.ts';
import { pingyang } from '../pingyang.sample.ts';
import { scorePark } from '../score-park.ts';
import { changeOf, reasonOf } from '../reason-of.ts';
import { noDeadlines, noIncidents } from './park-evidence.ts';
import type { Month } from '@yuanqu/domain';

const evidence: NonNullable<ParkInputs['evidence']> = {
  outputFen: 20_000_000n,
  outputFirms: 3,
  taxFirms: 0,
  tenants: 5,
  reporting: 3,
  buildings: 2,
  surveyed: 2,
  // 3 mu
  landHundredths: 200_000n,
  service: { due: 4, inTime: 3 },
  policy: noDeadlines,
  tasks: { due: 2, inTime: 0 },
  safety: noIncidents,
  integrity: noIncidents,
  leadFirms: 0,
  sizedTenants: 2,
};
const inputs: ParkInputs = {
  park: { code: 'software', name: '软件园', sinceMs: 0, leadingIndustries: ['65'] },
  month: { letAreaMs: 8n, lettableAreaMs: 10n },
  letArea: 100n,
  leadingLetArea: 45n,
  units: 10,
  freshUnits: 10,
  evidence,
};
const measure = (code: keyof typeof measures, changes: Partial<typeof evidence> = {}) =>
  measures[code]({ ...inputs, evidence: { ...evidence, ...changes } }, pingyang);

describe('what is measured beside units', () => {
  it.each([
    ['output over land', 'output-per-mu', {}, 66_667],
    ['nothing when nobody reported it', 'tax-per-mu', {}, undefined],
    ['a reported zero as zero', 'tax-per-mu', { taxFen: 0n }, 0],
    ['nothing when too few tenants reported', 'output-per-mu', { reporting: 2 }, undefined],
    ['nothing when the land of a building is unknown', 'output-per-mu', { surveyed: 1 }, undefined],
    ['services answered in time', 'service-in-time', {}, 750_000],
    ['nothing when nothing was due', 'policy-cases', {}, undefined],
    ['tasks none of which was done in time', 'tasks-in-time', {}, 0],
    ['no lead among tenants whose size is known', 'lead-enterprise', {}, 0],
    ['a lead', 'lead-enterprise', { leadFirms: 1 }, 1_000_000],
    ['nothing when no size is known', 'lead-enterprise', { sizedTenants: 0 }, undefined],
    ['nothing without a chain map', 'chain-coverage', {}, undefined],
    ['a chain map', 'chain-coverage', { chain: { covered: 3, segments: 4 } }, 750_000],
    ['freshness, less for tenants that did not report', 'freshness', {}, 882_353],
    ['freshness, less for land that is unknown', 'freshness', { surveyed: 0, reporting: 5 }, 882_353],
  ] as const)('is %s', (_, code, changes, expected) => {
    expect(measure(code, changes)).toBe(expected);
  });

  it('is units alone under a rule that asks for no more', () => {
    const { evidence: _, ...unitsOnly } = inputs;
    expect(measures.freshness(unitsOnly)).toBe(1_000_000);
    expect(measures['service-in-time'](unitsOnly)).toBeUndefined();
  });
});

describe('incidents', () => {
  const after = { ...inputs, evidence: { ...evidence, safety: { events: 3, points: 1_500 } } };

  it('take points off, up to the limit of their kind', () => {
    expect(deductionsOf(pingyang, after)).toEqual([
      { kind: 'safety', events: 3, points: 1_000, entered: 1_500 },
    ]);
    const [calm, hit] = [inputs, after].map((one) => scorePark(pingyang, '2027-01' as Month, one));
    expect((calm?.score ?? 0) - (hit?.score ?? 0)).toBe(1_000);
  });

  it('never take more than there is', () => {
    const poor = {
      ...after,
      month: { letAreaMs: 0n, lettableAreaMs: 1n },
      leadingLetArea: 0n,
      freshUnits: 0,
    };
    expect(scorePark(pingyang, '2027-01' as Month, poor).score).toBeGreaterThanOrEqual(0);
  });
});

it('says rank, score, change and why in one sentence', () => {
  const scored = { ...scorePark(pingyang, '2027-01' as Month, inputs), rank: 2 };
  const before = { letAreaMs: 1n, lettableAreaMs: 2n, rank: 5, score: scored.score - 150 };
  expect(changeOf(scored, before)).toEqual({ ranks: 3, points: 150 });
  expect(reasonOf(scored, before).zh).toMatch(
    /^第 2 名（[A-D] 级），[\d.]+ 分，较上月升 3 位（\+1\.50 分）；最好的是入驻率（11\.54\/15\.00 分），失分最多的是亩均产值（1\.46\/15\.00 分）。$/,
  );
});
