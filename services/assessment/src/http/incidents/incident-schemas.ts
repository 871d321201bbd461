import { DaySchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { gravities, type Incident, incidentStatuses } from '../../domain/incidents/incident.ts';
import { incidentKinds } from '../../domain/rule-definition.ts';

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
  recordedBy: Type.String(),
  withdrawal: Type.Optional(Type.Object({ reason: Type.String(), by: Type.String() })),
});

export const incidentOnWire = (file: CaseFile<Incident>) => ({
  ...caseOnWire(file),
  ...file.state,
  points: file.state.points / 100,
  nextCommands: file.state.status === 'recorded' ? (['withdraw'] as 'withdraw'[]) : [],
});
