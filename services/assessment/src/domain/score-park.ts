import { Month } from '@yuanqu/domain';
import { measures, type ParkInputs } from './park-inputs.ts';
import { divideHalfUp } from './ratio.ts';
import type { IndicatorCode, RuleDefinition } from './scoring-rule.ts';

/** What one indicator earned: hundredths of a point out of its weight. */
export interface IndicatorScore {
  readonly code: IndicatorCode;
  readonly weight: number;
  /** In millionths; absent when there was nothing to measure, and the weight then goes to the others. */
  readonly measure?: number;
  readonly points: number;
}

/** A park's month as scored: hundredths of a point. */
export interface ParkScore {
  readonly park: string;
  /** `grace`: too new to be ranked; `not-assessed`: it had nothing lettable. */
  readonly standing: 'ranked' | 'grace' | 'not-assessed';
  readonly indicators: readonly IndicatorScore[];
  /** The points, scaled to 100 when an indicator could not be measured. */
  readonly uncapped: number;
  /** The indicator whose cap holds the score down. */
  readonly cappedBy?: IndicatorCode;
  readonly score: number;
}

/** Scores a park's month by a rule. */
export function scorePark(rule: RuleDefinition, month: Month, inputs: ParkInputs): ParkScore {
  const indicators = rule.indicators.map(({ code, weight, zeroAt, fullAt }): IndicatorScore => {
    const measure = measures[code](inputs);
    if (measure === undefined) return { code, weight, points: 0 };
    return { code, weight, measure, points: pointsFor(measure, weight, zeroAt, fullAt) };
  });
  const uncapped = totalOf(indicators);
  const cap = lowestCap(rule, indicators);
  const isCapped = cap !== undefined && cap.maxScore < uncapped;
  return {
    park: inputs.park.code,
    standing: standingOf(rule, month, inputs),
    indicators,
    uncapped,
    ...(isCapped && { cappedBy: cap.indicator }),
    score: isCapped ? cap.maxScore : uncapped,
  };
}

/** The first month in which a park is ranked. */
export const firstRankedMonth = (sinceMs: number, graceMonths: number): Month =>
  Month.plus(Month.of(sinceMs), graceMonths);

/** Nothing up to `zeroAt`, everything from `fullAt` on, evenly in between. */
function pointsFor(measure: number, weight: number, zeroAt: number, fullAt: number): number {
  const within = Math.min(Math.max(measure, zeroAt), fullAt) - zeroAt;
  return Number(divideHalfUp(BigInt(weight) * BigInt(within), BigInt(fullAt - zeroAt)));
}

function totalOf(indicators: readonly IndicatorScore[]): number {
  const measured = indicators.filter(({ measure }) => measure !== undefined);
  const weight = measured.reduce((sum, indicator) => sum + indicator.weight, 0);
  const points = measured.reduce((sum, indicator) => sum + indicator.points, 0);
  return weight === 0 ? 0 : Number(divideHalfUp(BigInt(points) * 10_000n, BigInt(weight)));
}

const lowestCap = ({ caps }: RuleDefinition, indicators: readonly IndicatorScore[]) =>
  caps
    .filter(({ indicator, below }) => {
      const measure = indicators.find(({ code }) => code === indicator)?.measure;
      return measure !== undefined && measure < below;
    })
    .toSorted((a, b) => a.maxScore - b.maxScore)[0];

function standingOf(rule: RuleDefinition, month: Month, inputs: ParkInputs): ParkScore['standing'] {
  if (measures.occupancy(inputs) === undefined) return 'not-assessed';
  return month < firstRankedMonth(inputs.park.sinceMs, rule.graceMonths) ? 'grace' : 'ranked';
}
