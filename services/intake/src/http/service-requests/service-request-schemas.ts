import { Instant, ParkCode, UnitCode, UsccText } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import {
  serviceCategories,
  type ServiceCategory,
  serviceCommands,
  type ServiceRequest,
  serviceStatuses,
  serviceTransitions,
  turnOf,
} from '../../domain/service-requests/service-request.ts';
import { toWire } from '../to-wire.ts';

export const tags = ['service-requests'];

const exact = { additionalProperties: false };
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const Category = Type.Enum(Object.keys(serviceCategories) as ServiceCategory[]);

export const AskBody = Type.Object(
  {
    park: ParkCode,
    category: Category,
    tenant: Type.Object({ uscc: Type.Optional(Type.String({ maxLength: 40 })), name: Words(200) }, exact),
    unit: Type.Optional(UnitCode),
    words: Words(2_000),
  },
  exact,
);
export const WordsBody = Type.Object({ words: Words(2_000) }, exact);
export const RatingBody = Type.Object(
  { stars: Type.Integer({ minimum: 1, maximum: 5 }), words: Type.Optional(Words(500)) },
  exact,
);

export const ServiceRequestItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...serviceStatuses]),
  nextCommands: Type.Array(Type.Enum([...serviceCommands])),
  park: ParkCode,
  category: Category,
  tenant: Type.Object({ uscc: Type.Optional(UsccText), name: Type.String() }),
  unit: Type.Optional(UnitCode),
  words: Type.String(),
  openedBy: Type.String(),
  answerDueAt: Instant,
  overdue: Type.Boolean(),
  answer: Type.Optional(Type.Object({ words: Type.String(), by: Type.String(), inTime: Type.Boolean() })),
  closesAt: Type.Optional(Instant),
  reopened: Type.Integer({ description: 'How often it was asked again' }),
  rating: Type.Optional(Type.Object({ stars: Type.Integer(), words: Type.Optional(Type.String()) })),
});

export const serviceRequestOnWire = (file: CaseFile<ServiceRequest>) =>
  toWire({
    ...caseOnWire(file, turnOf(file.state)),
    ...file.state,
    nextCommands: [...serviceTransitions[file.state.status]],
  });
