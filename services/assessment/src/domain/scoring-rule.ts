import { AppError, type FieldError, type Month } from '@yuanqu/domain';
import { indicatorUnits } from './indicator-units.ts';
import type { RuleDefinition } from './rule-definition.ts';

/** A definition and the first month it holds for. */
export interface ScoringRule {
  readonly version: string;
  readonly effectiveFrom: Month;
  readonly definition: RuleDefinition;
}

/** Refuses a rule by which no park could be scored as meant. Error: `assessment.rule-contradicts`. */
export function checkRule(definition: RuleDefinition): RuleDefinition | AppError {
  const { indicators, caps } = definition;
  const errors: FieldError[] = [];
  const fault = (pointer: string, detail: string): number =>
    errors.push({ pointer, code: 'contradicts', detail });
  const total = indicators.reduce((sum, { weight }) => sum + weight, 0);
  if (total !== 10_000)
    fault('/definition/indicators', `the weights add up to ${total}, not to 10,000 (100 points)`);
  const codes = indicators.map(({ code }) => code);
  if (new Set(codes).size < codes.length) fault('/definition/indicators', 'an indicator is there twice');
  if (!codes.includes('occupancy'))
    fault('/definition/indicators', 'occupancy is missing: without it no park can be scored');
  indicators.forEach(({ code, zeroAt, fullAt }, index) => {
    if (zeroAt >= fullAt) fault(`/definition/indicators/${index}/fullAt`, 'must be above zeroAt');
    if (indicatorUnits[code] === 'share' && Math.max(Math.abs(zeroAt), Math.abs(fullAt)) > 1_000_000)
      fault(`/definition/indicators/${index}`, 'a share lies between -1,000,000 and 1,000,000 millionths');
  });
  caps.forEach(({ indicator }, index) => {
    if (!codes.includes(indicator))
      fault(`/definition/caps/${index}/indicator`, 'is not an indicator of this rule');
  });
  for (const { pointer, detail } of gradeFaults(definition)) fault(pointer, detail);
  if (errors.length === 0) return definition;
  return new AppError(
    'assessment.rule-contradicts',
    'invalid',
    '规则自相矛盾，请按所列各项更正。 This rule contradicts itself; correct what is listed.',
    { errors },
  );
}

function gradeFaults({ grades: lines = [], deductions = [] }: RuleDefinition) {
  const faults: { readonly pointer: string; readonly detail: string }[] = [];
  const fall = lines.every(({ grade, from }, index) => {
    const before = lines[index - 1];
    return !before || (before.grade < grade && before.from > from);
  });
  if (!fall)
    faults.push({ pointer: '/definition/grades', detail: 'grades go from the best down, each line lower' });
  if (lines.length > 0 && lines.at(-1)?.from !== 0)
    faults.push({ pointer: '/definition/grades', detail: 'the last grade has to begin at 0' });
  if (new Set(deductions.map(({ kind }) => kind)).size < deductions.length)
    faults.push({ pointer: '/definition/deductions', detail: 'a kind of incident is there twice' });
  return faults;
}
