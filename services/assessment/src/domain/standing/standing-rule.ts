import type { Month } from '@yuanqu/domain';
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
        appeal: Days('to appeal against a step; 0, which no new rule may have, is no appeal', 0),
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

export const rankOf = (rung: Rung): number => rungs.indexOf(rung);

/** The step that so many poor months in a row lead to. */
export const stepFor = (poorMonths: number, steps: StandingRuleDefinition['steps']): Rung =>
  steps.findLast((step) => step.poorMonths <= poorMonths)?.to ?? 'good';
