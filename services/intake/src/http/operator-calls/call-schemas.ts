import { DaySchema } from '@yuanqu/domain';
import { Instant, OperatorCode, ParkCode, Uuid } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { callCommands, callTransitions } from '../../domain/operator-calls/call-decider.ts';
import { callStatuses, type OperatorCall, turnOf } from '../../domain/operator-calls/operator-call.ts';
import { Moment, Until } from '../moment.ts';
import { toWire } from '../to-wire.ts';

export const tags = ['operator calls'];

const exact = { additionalProperties: false };
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const Cause = Type.Enum(['vacancy', 'exit', 'clear-out']);

export const CallBody = Type.Object({ park: ParkCode, words: Words(5_000), closesOn: DaySchema }, exact);
export const ExtendBody = Type.Object({ closesOn: DaySchema, reason: Words(500) }, exact);
export const ApplyBody = Type.Object({ operator: OperatorCode, words: Words(5_000) }, exact);
export const ApplicantBody = Type.Object({ operator: OperatorCode, reason: Words(1_000) }, exact);
export const SignBody = Type.Object({ from: Moment, until: Type.Optional(Until) }, exact);

export const CallItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...callStatuses]),
  nextCommands: Type.Array(Type.Enum([...callCommands])),
  park: ParkCode,
  words: Type.String(),
  openedBy: Type.String(),
  cause: Cause,
  handover: Type.Optional(Uuid),
  leaving: Type.Optional(OperatorCode),
  closesAt: Instant,
  decideBy: Type.Optional(Instant),
  overdue: Type.Optional(Type.Boolean()),
  applicants: Type.Array(
    Type.Object({
      operator: OperatorCode,
      name: Type.String(),
      words: Type.String(),
      enteredBy: Type.String(),
      at: Instant,
      withdrawn: Type.Optional(Type.String({ description: 'Why it does not stand any more' })),
    }),
  ),
  admitted: Type.Optional(
    Type.Object({
      operator: OperatorCode,
      name: Type.String(),
      reason: Type.String(),
      by: Type.String(),
      signBy: Instant,
    }),
  ),
  contract: Type.Optional(Type.Object({ id: Uuid, from: Instant, until: Type.Optional(Instant) })),
});

export const callOnWire = (file: CaseFile<OperatorCall>) =>
  toWire({
    ...caseOnWire(file, turnOf(file.state)),
    ...file.state,
    nextCommands: [...callTransitions[file.state.status]],
  });

/** What everybody may know of a call. */
export const OpenCall = Type.Object({
  id: Uuid,
  park: ParkCode,
  words: Type.String(),
  cause: Cause,
  closesAt: Instant,
});

export const openCallOnWire = ({ id, state: { park, words, cause, closesAt } }: CaseFile<OperatorCall>) => ({
  id,
  park,
  words,
  cause,
  closesAt,
});
