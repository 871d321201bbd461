import { type Static, Type } from 'typebox';
import { indicatorCodes } from './indicator-units.ts';

/** What a park's month is judged by. */
export const IndicatorCode = Type.Enum([...indicatorCodes]);
export type IndicatorCode = (typeof indicatorCodes)[number];

/** What happens in a park that takes points off. */
export const incidentKinds = ['safety', 'integrity'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** The sides of a park that the model of Pingyang (2025) looks at; each indicator may name its own. */
export const dimensions = [
  'output-per-mu',
  'focus',
  'operation',
  'services',
  'nurturing',
  'digital',
  'factors',
] as const;
export type Dimension = (typeof dimensions)[number];

export const grades = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof grades)[number];

const exact = { additionalProperties: false };
const furthest = 1_000_000_000;
const Measure = (description: string) => Type.Integer({ minimum: -furthest, maximum: furthest, description });
const Score = Type.Integer({ minimum: 0, maximum: 10_000 });

const Indicator = Type.Object(
  {
    code: IndicatorCode,
    dimension: Type.Optional(Type.Enum([...dimensions])),
    weight: Type.Integer({
      minimum: 1,
      maximum: 10_000,
      description: 'Hundredths of a point at most; all together 10,000',
    }),
    zeroAt: Measure('Measure that earns nothing: in millionths, or whole yuan per mu'),
    fullAt: Measure('Measure that earns all; in between it rises evenly'),
  },
  exact,
);
const Cap = Type.Object({ indicator: IndicatorCode, below: Measure('The line'), maxScore: Score }, exact);
const GradeLine = Type.Object({ grade: Type.Enum([...grades]), from: Score }, exact);
const DeductionLimit = Type.Object(
  {
    kind: Type.Enum([...incidentKinds]),
    maxPoints: Type.Integer({
      minimum: 1,
      maximum: 10_000,
      description: 'Hundredths of a point that all incidents of the kind take off at most',
    }),
  },
  exact,
);
const Preview = Type.Object(
  {
    days: Type.Integer({
      minimum: 1,
      maximum: 20,
      description: 'Working days in which operators may object',
    }),
    decideDays: Type.Integer({ minimum: 1, maximum: 20, description: 'Working days to decide an objection' }),
  },
  exact,
);

/**
 * How a month is scored. Weights and scores are hundredths of a point, measures millionths (or whole yuan per mu): whole
 * numbers throughout, so that whoever reckons again gets the same bytes.
 */
export const RuleDefinition = Type.Object(
  {
    indicators: Type.Array(Indicator, { minItems: 1, maxItems: indicatorCodes.length }),
    freshDays: Type.Integer({
      minimum: 1,
      maximum: 400,
      description: "A unit's data is fresh when observed in the last so many days of the month",
    }),
    minReporting: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000,
        description:
          'Share of tenants, in millionths, whose figures must be there for output and tax to count',
      }),
    ),
    caps: Type.Array(Cap, {
      maxItems: 10,
      description: 'A measure below its line holds the whole score down',
    }),
    deductions: Type.Optional(
      Type.Array(DeductionLimit, { maxItems: incidentKinds.length, description: 'What incidents take off' }),
    ),
    grades: Type.Optional(
      Type.Array(GradeLine, {
        minItems: 1,
        maxItems: grades.length,
        description: 'Best first; the last from 0',
      }),
    ),
    graceMonths: Type.Integer({
      minimum: 0,
      maximum: 36,
      description: 'Months, the first included, in which a new park is scored but not ranked',
    }),
    preview: Type.Optional(Preview),
  },
  exact,
);
export type RuleDefinition = Static<typeof RuleDefinition>;

const fromUnits: ReadonlySet<IndicatorCode> = new Set([
  'occupancy',
  'occupancy-change',
  'leading-share',
  'freshness',
]);

/** Whether a rule asks for more than the observations of units tell: figures, deadlines, land, incidents. */
export const needsEvidence = ({ indicators, deductions }: RuleDefinition): boolean =>
  deductions !== undefined || indicators.some(({ code }) => !fromUnits.has(code));
