import { MoneyFenSchema } from '@yuanqu/domain';
import { SizeClassText } from '@yuanqu/events';
import { type Static, Type } from 'typebox';

const RuleId = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,39}$',
  description: 'Names the rule within its policy, such as no-low-end-logistics',
});
const Consequence = Type.Enum(['required', 'reviewed'], {
  description:
    'A required rule that fails sends the application back; of a reviewed one the task force judges',
});
const common = { id: RuleId, consequence: Consequence };
const Industries = Type.Array(
  Type.String({
    pattern: '^([A-T]|[0-9]{2,4})$',
    description: 'Section, division, group or class, GB/T 4754-2017',
  }),
  { minItems: 1, maxItems: 200 },
);
const exact = { additionalProperties: false };

/** One rule of admission: what it looks at and what it demands. */
export const AdmissionRule = Type.Union([
  Type.Object({ ...common, kind: Type.Literal('industry-in'), industries: Industries }, exact),
  Type.Object({ ...common, kind: Type.Literal('industry-not-in'), industries: Industries }, exact),
  Type.Object(
    {
      ...common,
      kind: Type.Literal('trade-not-in'),
      words: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
        minItems: 1,
        maxItems: 100,
        description: 'Unwanted trades (业态); none may occur in the description of the business',
      }),
    },
    exact,
  ),
  Type.Object({ ...common, kind: Type.Literal('size-at-least'), size: SizeClassText }, exact),
  Type.Object({ ...common, kind: Type.Literal('output-per-m2'), leastFen: MoneyFenSchema }, exact),
  Type.Object({ ...common, kind: Type.Literal('tax-per-m2'), leastFen: MoneyFenSchema }, exact),
  Type.Object(
    { ...common, kind: Type.Literal('area-at-most'), m2: Type.Number({ exclusiveMinimum: 0, maximum: 1e7 }) },
    exact,
  ),
]);
export type AdmissionRule = Static<typeof AdmissionRule>;

/** What came of a rule; unknown where the application does not say. */
export type RuleResult = 'passed' | 'failed' | 'unknown';

/** What of a tenancy an incentive may depend on. */
export const IncentiveCondition = Type.Union([
  Type.Object(
    { kind: Type.Literal('area-at-least'), m2: Type.Number({ exclusiveMinimum: 0, maximum: 1e7 }) },
    exact,
  ),
  Type.Object(
    {
      kind: Type.Literal('term-at-least'),
      months: Type.Integer({ minimum: 1, maximum: 600, description: 'Whole months of the contract' }),
    },
    exact,
  ),
]);
export type IncentiveCondition = Static<typeof IncentiveCondition>;

const Wording = Type.String({ minLength: 1, maxLength: 200 });

/** A document that has to be shown for an incentive. */
export const IncentiveProof = Type.Object({ code: RuleId, zh: Wording, en: Wording }, exact);
export type IncentiveProof = Static<typeof IncentiveProof>;

/** What a park gives to those who come: how much, for how long, on what proof. */
export const Incentive = Type.Object(
  {
    code: RuleId,
    kind: Type.Enum(['rent-relief', 'subsidy']),
    zh: Wording,
    en: Wording,
    rentSharePercent: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, description: 'Of the rent, for a relief of rent' }),
    ),
    amountFen: Type.Optional(MoneyFenSchema),
    amountFenPerM2: Type.Optional(MoneyFenSchema),
    capFen: Type.Optional({ ...MoneyFenSchema, description: 'The most that one claim may come to, in fen' }),
    months: Type.Integer({ minimum: 1, maximum: 120 }),
    proof: Type.String({ minLength: 1, maxLength: 500, description: 'What has to be shown for it' }),
    proofs: Type.Optional(
      Type.Array(IncentiveProof, {
        minItems: 1,
        maxItems: 20,
        description: 'The documents by name; without them there is one, called proof',
      }),
    ),
    conditions: Type.Optional(Type.Array(IncentiveCondition, { maxItems: 10 })),
  },
  exact,
);
export type Incentive = Static<typeof Incentive>;

/** The rules of one version of a park's policy (招商规定). */
export const PolicyDefinition = Type.Object(
  {
    admission: Type.Array(AdmissionRule, { minItems: 1, maxItems: 50 }),
    incentives: Type.Array(Incentive, { maxItems: 50 }),
  },
  exact,
);
export type PolicyDefinition = Static<typeof PolicyDefinition>;
