import { DaySchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { effectText } from '../../domain/incidents/incident-effect.ts';
import { gravities, type Incident, incidentStatuses } from '../../domain/incidents/incident.ts';
import { incidentKinds } from '../../domain/rule-definition.ts';
import { SentenceSchema } from '../sentence-schema.ts';

export const tags = ['incidents'];

const Fields = {
  park: ParkCode,
  day: DaySchema,
  kind: Type.Enum([...incidentKinds]),
  gravity: Type.Enum([...gravities]),
  words: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
  points: Type.Number({ minimum: 0.01, maximum: 100, description: 'Points of 100 taken off, two decimals' }),
};

export const RecordBody = Type.Object(Fields, { additionalProperties: false });

export const IncidentItem = Type.Object({
  ...caseFields,
  ...Fields,
  status: Type.Enum([...incidentStatuses]),
  nextCommands: Type.Array(Type.Literal('withdraw')),
  effect: Type.Object(
    {
      rule: Type.Optional(Type.String({ description: 'Version of the month’s rule' })),
      maxPoints: Type.Optional(
        Type.Number({
          description: 'All incidents of the kind take off at most; 0 where the rule takes nothing off',
        }),
      ),
      sentence: SentenceSchema,
    },
    { description: 'What the rule of its month makes of it' },
  ),
  recordedBy: Type.String(),
  withdrawal: Type.Optional(Type.Object({ reason: Type.String(), by: Type.String() })),
});

export const incidentOnWire = (file: CaseFile<Incident>) => ({
  ...caseOnWire(file),
  ...file.state,
  points: file.state.points / 100,
  effect: effectOnWire(file.state),
  nextCommands: file.state.status === 'recorded' ? (['withdraw'] as 'withdraw'[]) : [],
});

function effectOnWire(incident: Incident) {
  const { zh, en } = effectText(incident);
  const { effect } = incident;
  return {
    ...(effect && { rule: effect.rule, maxPoints: effect.maxPoints / 100 }),
    sentence: { zh: `${zh}。`, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.` },
  };
}
