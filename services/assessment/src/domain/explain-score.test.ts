import type { Month } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { explainStanding } from './explain-score.ts';
import type { ParkInputs } from './park-inputs.ts';
import { rankParks } from './rank-parks.ts';
import { reasonOf } from './reason-of.ts';
import type { RuleDefinition } from './rule-definition.ts';
import { scorePark } from './score-park.ts';

const rule: RuleDefinition = {
  indicators: [
    { code: 'occupancy', weight: 5_000, zeroAt: 300_000, fullAt: 950_000 },
    { code: 'occupancy-change', weight: 2_000, zeroAt: -50_000, fullAt: 50_000 },
    { code: 'leading-share', weight: 2_000, zeroAt: 0, fullAt: 600_000 },
    { code: 'freshness', weight: 1_000, zeroAt: 500_000, fullAt: 1_000_000 },
  ],
  freshDays: 31,
  caps: [],
  graceMonths: 3,
};
const good: ParkInputs = {
  park: { code: 'good', name: '甲园', sinceMs: 0, leadingIndustries: ['65'] },
  month: { letAreaMs: 8n, lettableAreaMs: 10n },
  previous: { letAreaMs: 8n, lettableAreaMs: 10n },
  letArea: 100n,
  leadingLetArea: 60n,
  units: 10,
  freshUnits: 10,
};
/** Nothing is let in it: it has no share of the leading industry. */
const empty: ParkInputs = {
  ...good,
  park: { ...good.park, code: 'empty', name: '乙园' },
  month: { letAreaMs: 0n, lettableAreaMs: 10n },
  previous: { letAreaMs: 0n, lettableAreaMs: 10n },
  letArea: 0n,
  leadingLetArea: 0n,
};

function told(park: ParkInputs) {
  const scores = rankParks([good, empty].map((one) => scorePark(rule, '2026-09' as Month, one)));
  const score = scores.find((one) => one.park === park.park.code);
  if (!score) throw new Error('it was not scored');
  return {
    why: explainStanding(rule, park, score, scores, (code) => (code === 'good' ? '甲园' : '乙园')),
    reason: reasonOf(score, undefined),
  };
}

describe('why a park stands where it stands', () => {
  it('does not name what is not counted for it, and says how its points became its score', () => {
    expect(told(empty).why).toEqual({
      zh: '计入的指标得 20.00 分（满分 80.00 分），按 100 分折算为 25.00 分。第 2 名，25.00 分，比第 1 名甲园少 53.46 分，主要差在入驻率（−38.46 分）。',
      en: 'The indicators that count earned 20.00 of 80.00 points, which is 25.00 of 100. No. 2 with 25.00 points, 53.46 behind 甲园 (no. 1), most of it in occupancy (−38.46).',
    });
    expect(told(good).why.zh).toBe('第 1 名，78.46 分。');
  });

  it('names what was lost in it even when it was best in the same', () => {
    const score = scorePark(rule, '2026-09' as Month, {
      ...good,
      previous: undefined,
      month: { letAreaMs: 66n, lettableAreaMs: 100n },
      leadingLetArea: 10n,
      freshUnits: 5,
    });
    expect(reasonOf({ ...score, rank: 2 }, undefined)).toEqual({
      zh: '第 2 名，38.78 分；失分最多的是入驻率（27.69/50.00 分）。',
      en: 'No. 2 with 38.78 points; most lost in occupancy (27.69 of 50.00).',
    });
  });
});
