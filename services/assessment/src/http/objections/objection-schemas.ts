import { InstantSchema, MonthSchema, UuidSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { indicatorCodes, measureOnWire } from '../../domain/indicator-units.ts';
import {
  type Objection,
  objectionCommands,
  objectionStatuses,
  turnOf,
} from '../../domain/objections/objection.ts';
import type { PutRight } from '../../domain/objections/check-put-right.ts';
import { incidentKinds, IndicatorCode } from '../../domain/rule-definition.ts';

export const tags = ['objections'];

const exact = { additionalProperties: false };
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const About = Type.Optional(Type.Enum([...indicatorCodes, ...incidentKinds]));
const PutRightFields = {
  indicator: IndicatorCode,
  measure: Type.Number({
    minimum: -1_000_000_000,
    maximum: 1_000_000_000,
    description: 'In the indicator’s unit: a share of one, or yuan per mu',
  }),
};

export const RaiseBody = Type.Object(
  { month: MonthSchema, park: ParkCode, about: About, words: Words(2_000), evidence: Words(5_000) },
  exact,
);
export const DecideBody = Type.Object(
  {
    uphold: Type.Boolean(),
    words: Words(2_000),
    putRight: Type.Optional(Type.Object(PutRightFields, exact)),
    incidents: Type.Optional(
      Type.Array(UuidSchema, {
        minItems: 1,
        maxItems: 100,
        description:
          'Incidents that are withdrawn with it; may be left out for the only one of the kind objected to',
      }),
    ),
  },
  exact,
);

export const ObjectionItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...objectionStatuses]),
  nextCommands: Type.Array(Type.Enum([...objectionCommands])),
  month: MonthSchema,
  version: Type.Integer({ description: 'Of the table that was objected to' }),
  park: ParkCode,
  about: About,
  words: Type.String(),
  evidence: Type.String(),
  raisedBy: Type.String(),
  decideDueAt: InstantSchema,
  overdue: Type.Boolean(),
  decision: Type.Optional(
    Type.Object({
      words: Type.String(),
      by: Type.String(),
      inTime: Type.Boolean(),
      version: Type.Integer({ description: 'Current then; an upheld objection asks for a later one' }),
      putRight: Type.Optional(Type.Object(PutRightFields)),
      incidents: Type.Optional(Type.Array(Type.String(), { description: 'Withdrawn by it' })),
    }),
  ),
});

export const objectionOnWire = (file: CaseFile<Objection>) => {
  const { decision, ...objection } = file.state;
  return {
    ...caseOnWire(file, turnOf(file.state)),
    ...objection,
    nextCommands: objection.status === 'open' ? [...objectionCommands] : [],
    ...(decision && { decision: decisionOnWire(decision) }),
  };
};

const decisionOnWire = ({ putRight, incidents, ...decision }: NonNullable<Objection['decision']>) => ({
  ...decision,
  ...(incidents && { incidents: [...incidents] }),
  ...(putRight && { putRight: putRightOnWire(putRight) }),
});

const putRightOnWire = ({ indicator, measure }: PutRight) => ({
  indicator,
  measure: measureOnWire(indicator, measure),
});
