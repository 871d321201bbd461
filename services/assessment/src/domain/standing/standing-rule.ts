import { AppError, type FieldError, type Month } from '@yuanqu/domain';
import { type Static, Type } from 'typebox';

/** The steps on which months move an operator, from good down; what comes after is decided by people. */
export const rungs = ['good', 'warned', 'rectifying', 'interview', 'clear-out-proposed'] as const;
export type Rung = (typeof rungs)[number];

const exact = { additionalProperties: false };
const Days = (description: string, minimum = 1) =>
  Type.Integer({ minimum, maximum: 250, description: `Working days: ${description}` });

/** What makes a month poor, which step so many of them in a row lead to, what leads back, and how long everybody has. */
export const StandingRuleDefinition = Type.Object(
  {
    poor: Type.Object(
      {
        scoreBelow: Type.Optional(
          Type.Number({ minimum: 0, maximum: 101, description: 'Points: a score below it is poor' }),
        ),
        grades: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 10 }), {
            minItems: 1,
            maxItems: 10,
            description: 'Grades that are poor, where the table gives grades',
          }),
        ),
        lastRanks: Type.Optional(
          Type.Integer({
            minimum: 1,
            maximum: 1_000,
            description: 'The last so many of the ranked are poor',
          }),
        ),
      },
      { ...exact, minProperties: 1, description: 'A month is poor when one of these holds' },
    ),
    steps: Type.Array(
      Type.Object(
        {
          poorMonths: Type.Integer({ minimum: 1, maximum: 36, description: 'In a row' }),
          to: Type.Enum(rungs.slice(1)),
        },
        exact,
      ),
      { minItems: 1, maxItems: 4 },
    ),
    recovery: Type.Object(
      {
        goodMonths: Type.Integer({ minimum: 1, maximum: 12, description: 'In a row' }),
        to: Type.Enum(['one-step', 'good']),
      },
      exact,
    ),
    days: Type.Object(
      {
        plan: Days('for the plan of rectification'),
        rectification: Days('for rectifying, at most'),
        interview: Days('until the interview is held'),
        appeal: Days('to appeal against a step; 0 is no appeal', 0),
        appealDecision: Days('until an appeal is decided'),
        decision: Days('until a proposed clear-out is decided'),
        handOver: Days('after the last day, until intake has ended the contract'),
      },
      exact,
    ),
  },
  exact,
);
export type StandingRuleDefinition = Static<typeof StandingRuleDefinition>;

/** A definition and the first month it holds for. */
export interface StandingRule {
  readonly version: string;
  readonly effectiveFrom: Month;
  readonly definition: StandingRuleDefinition;
}

/** Refuses a rule whose steps do not lead down. Error: `assessment.standing-rule-contradicts`. */
export function checkStandingRule(definition: StandingRuleDefinition): StandingRuleDefinition | AppError {
  const errors: FieldError[] = [];
  definition.steps.forEach(({ poorMonths, to }, index) => {
    const before = definition.steps[index - 1];
    if (before && (poorMonths <= before.poorMonths || rankOf(to) <= rankOf(before.to)))
      errors.push({
        pointer: `/definition/steps/${index}`,
        code: 'contradicts',
        detail: `must ask for more poor months than ${before.poorMonths} and lead further than ${before.to}`,
      });
  });
  if (errors.length === 0) return definition;
  return new AppError(
    'assessment.standing-rule-contradicts',
    'invalid',
    '规则自相矛盾：步骤须逐级递进。 This rule contradicts itself: its steps have to lead on, one after the other.',
    { errors },
  );
}

/** The rule for a month: of those that took effect by then the one that comes first, latest effect and newest first. */
export const standingRuleFor = <Rule extends Pick<StandingRule, 'effectiveFrom'>>(
  rules: readonly Rule[],
  month: Month,
): Rule | undefined => rules.find(({ effectiveFrom }) => effectiveFrom <= month);

export const rankOf = (rung: Rung): number => rungs.indexOf(rung);

/** The step that so many poor months in a row lead to. */
export const stepFor = (poorMonths: number, steps: StandingRuleDefinition['steps']): Rung =>
  steps.findLast((step) => step.poorMonths <= poorMonths)?.to ?? 'good';
