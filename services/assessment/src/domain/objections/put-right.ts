import { occupancyOf } from '../month-occupancy.ts';
import type { ParkInputs } from '../park-inputs.ts';
import { millionthsOf } from '../ratio.ts';
import type { RuleDefinition } from '../rule-definition.ts';
import type { PutRight } from './check-put-right.ts';

/** All measures that one puts right: with the occupancy its change from the month before, where the rule looks at it. */
export function putRightTogether(
  given: PutRight,
  { indicators }: Pick<RuleDefinition, 'indicators'>,
  { previous }: Pick<ParkInputs, 'previous'>,
): readonly PutRight[] {
  const before = previous && millionthsOf(occupancyOf(previous));
  const follows =
    given.indicator === 'occupancy' && indicators.some(({ code }) => code === 'occupancy-change');
  if (!follows || before === undefined) return [given];
  return [given, { indicator: 'occupancy-change', measure: given.measure - before }];
}
