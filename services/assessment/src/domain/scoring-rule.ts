import { AppError, type FieldError, type Month } from '@yuanqu/domain';
import { type Static, Type } from 'typebox';

/** What a park's month is judged by. */
export const IndicatorCode = Type.Union([
  Type.Literal('occupancy'),
  Type.Literal('occupancy-change'),
  Type.Literal('leading-share'),
  Type.Literal('freshness'),
]);
export type IndicatorCode = Static<typeof IndicatorCode>;

/**
 * How a month is scored. Weights and scores are hundredths of a point, measures millionths: whole numbers throughout, so
 * that whoever reckons again gets the same bytes.
 */
export const RuleDefinition = Type.Object(
  {
    indicators: Type.Array(
      Type.Object(
        {
          code: IndicatorCode,
          weight: Type.Integer({
            minimum: 1,
            maximum: 10_000,
            description: 'Hundredths of a point at most; all together 10,000',
          }),
          zeroAt: Type.Integer({
            minimum: -1_000_000,
            maximum: 1_000_000,
            description: 'Measure that earns nothing, in millionths',
          }),
          fullAt: Type.Integer({
            minimum: -1_000_000,
            maximum: 1_000_000,
            description: 'Measure that earns all; in between it rises evenly',
          }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 4 },
    ),
    freshDays: Type.Integer({
      minimum: 1,
      maximum: 400,
      description: "A unit's data is fresh when observed in the last so many days of the month",
    }),
    caps: Type.Array(
      Type.Object(
        {
          indicator: IndicatorCode,
          below: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
          maxScore: Type.Integer({ minimum: 0, maximum: 10_000 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 10, description: 'A measure below its line holds the whole score down' },
    ),
    graceMonths: Type.Integer({
      minimum: 0,
      maximum: 36,
      description: 'Months, the first included, in which a new park is scored but not ranked',
    }),
  },
  { additionalProperties: false },
);
export type RuleDefinition = Static<typeof RuleDefinition>;

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
  indicators.forEach(({ zeroAt, fullAt }, index) => {
    if (zeroAt >= fullAt) fault(`/definition/indicators/${index}/fullAt`, 'must be above zeroAt');
  });
  caps.forEach(({ indicator }, index) => {
    if (!codes.includes(indicator))
      fault(`/definition/caps/${index}/indicator`, 'is not an indicator of this rule');
  });
  if (errors.length === 0) return definition;
  return new AppError('assessment.rule-contradicts', 'invalid', 'This rule contradicts itself.', { errors });
}

/** The rule for a month: the latest that took effect by then. Undefined before the first. */
export const ruleFor = <Rule extends Pick<ScoringRule, 'effectiveFrom'>>(
  rules: readonly Rule[],
  month: Month,
): Rule | undefined =>
  rules
    .filter(({ effectiveFrom }) => effectiveFrom <= month)
    .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0];
