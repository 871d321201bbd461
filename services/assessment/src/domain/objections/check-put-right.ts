import { AppError } from '@yuanqu/domain';
import { indicatorUnits, measureOnWire } from '../indicator-units.ts';
import type { IndicatorCode } from '../rule-definition.ts';

/** A measure that takes the place of the reckoned one, in the indicator's unit. */
export interface PutRight {
  readonly indicator: IndicatorCode;
  readonly measure: number;
}

/** Refuses a measure that the indicator cannot take: the slip is 75 for 75 %. Error: `objection.impossible-measure`. */
export function checkPutRight({ indicator, measure }: PutRight): AppError | undefined {
  const [from, to, zh, en] = limitsOf(indicator);
  const isWhole = indicator !== 'lead-enterprise' || measure === from || measure === to;
  if (from <= measure && measure <= to && isWhole) return undefined;
  return new AppError(
    'objection.impossible-measure',
    'invalid',
    `更正值 ${measureOnWire(indicator, measure)} 有误：${zh}。 ${measureOnWire(indicator, measure)} is impossible: ${en}.`,
    { errors: [{ pointer: '/putRight/measure', code: 'impossible', detail: en }] },
  );
}

function limitsOf(indicator: PutRight['indicator']): readonly [number, number, string, string] {
  if (indicatorUnits[indicator] === 'yuan-per-mu')
    return [0, 1_000_000_000, '元/亩不能为负', 'yuan per mu are not negative'];
  if (indicator === 'occupancy-change')
    return [
      -1_000_000,
      1_000_000,
      '变化介于 −1 与 1 之间',
      'a change lies between −1 and 1; 0.05 is 5 percentage points',
    ];
  if (indicator === 'lead-enterprise')
    return [0, 1_000_000, '有龙头企业为 1，没有为 0', 'there is a lead enterprise (1) or there is none (0)'];
  return [0, 1_000_000, '占比介于 0 与 1 之间，0.75 即 75%', 'a share lies between 0 and 1: 0.75 is 75 %'];
}
