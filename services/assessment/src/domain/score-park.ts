import { Month } from '@yuanqu/domain';
import { type Deduction, deductionsOf } from './deductions.ts';
import { measures } from './measures.ts';
import type { ParkInputs } from './park-inputs.ts';
import { divideHalfUp } from './ratio.ts';
import type { Grade, IndicatorCode, RuleDefinition } from './rule-definition.ts';

/** What one indicator earned: hundredths of a point out of its weight. */
export interface IndicatorScore {
  readonly code: IndicatorCode;
  readonly weight: number;
  /** In its unit; absent when there was nothing to measure, and the weight then goes to the others. */
  readonly measure?: number;
  readonly points: number;
  /** The measure was put right by an upheld objection. */
  readonly overridden?: true;
}

/** A park's month as scored: hundredths of a point. */
export interface ParkScore {
  readonly park: string;
  /** `grace`: too new to be ranked; `not-assessed`: it had nothing lettable. */
  readonly standing: 'ranked' | 'grace' | 'not-assessed';
  readonly indicators: readonly IndicatorScore[];
  /** The points, scaled to 100 when an indicator could not be measured. */
  readonly uncapped: number;
  /** What incidents took off; absent when there were none. */
  readonly deductions?: readonly Deduction[];
  /** The indicator whose cap holds the score down. */
  readonly cappedBy?: IndicatorCode;
  readonly score: number;
  /** Of ranked parks, under rules with grades. */
  readonly grade?: Grade;
}

/** Scores a park's month by a rule: indicators, less what incidents take off, held down by the lowest cap. */
export function scorePark(rule: RuleDefinition, month: Month, inputs: ParkInputs): ParkScore {
  const indicators = rule.indicators.map((indicator) => scoreIndicator(rule, indicator, inputs));
  const uncapped = totalOf(indicators);
  const deductions = deductionsOf(rule, inputs);
  const left = Math.max(0, uncapped - deductions.reduce((sum, { points }) => sum + points, 0));
  const cap = lowestCap(rule, indicators);
  const isCapped = cap !== undefined && cap.maxScore < left;
  const score = isCapped ? cap.maxScore : left;
  const standing = standingOf(rule, month, inputs);
  const grade = standing === 'ranked' ? rule.grades?.find(({ from }) => score >= from)?.grade : undefined;
  return {
    park: inputs.park.code,
    standing,
    indicators,
    uncapped,
    ...(deductions.length > 0 && { deductions }),
    ...(isCapped && { cappedBy: cap.indicator }),
    score,
    ...(grade && { grade }),
  };
}

function scoreIndicator(
  rule: RuleDefinition,
  { code, weight, zeroAt, fullAt }: RuleDefinition['indicators'][number],
  inputs: ParkInputs,
): IndicatorScore {
  const override = inputs.overrides?.findLast(({ indicator }) => indicator === code);
  const measure = override?.measure ?? measures[code](inputs, rule);
  if (measure === undefined) return { code, weight, points: 0 };
  const points = pointsFor(measure, weight, zeroAt, fullAt);
  return { code, weight, measure, points, ...(override && { overridden: true }) };
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
