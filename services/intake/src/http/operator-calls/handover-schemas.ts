import { DaySchema } from '@yuanqu/domain';
import { Instant, OperatorCode, ParkCode, Uuid } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import {
  countables,
  handoverCommands,
  handoverStatuses,
  handoverTransitions,
  type OperatorHandover,
  turnOf,
} from '../../domain/operator-calls/operator-handover.ts';
import { sagaSteps, stepStates } from '../../domain/operator-calls/saga.ts';
import { toWire } from '../to-wire.ts';
import { Words } from './call-schemas.ts';

export const tags = ['operator hand-overs'];

const exact = { additionalProperties: false };
const Counts = Type.Object({
  clients: Type.Integer(),
  'open-cases': Type.Integer(),
  tasks: Type.Integer(),
});
const itemFields = {
  code: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  counts: Type.Optional(Type.Enum([...countables])),
};

export const ItemDoneBody = Type.Object({ words: Words(1_000) }, exact);
export const ChecklistBody = Type.Object(
  {
    zh: Words(200),
    en: Words(200),
    counts: Type.Optional(Type.Enum([...countables])),
    position: Type.Integer({ minimum: 1, maximum: 1_000 }),
    retired: Type.Optional(
      Type.Boolean({ description: 'Left out of hand-overs that are opened from now on' }),
    ),
  },
  exact,
);
export const Checklist = Type.Object({
  items: Type.Array(
    Type.Object({
      ...itemFields,
      position: Type.Integer(),
      retired: Type.Boolean(),
      revision: Type.Integer({ description: 'For If-Match' }),
    }),
  ),
});

export const HandoverItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...handoverStatuses]),
  nextCommands: Type.Array(Type.Enum([...handoverCommands])),
  park: ParkCode,
  operator: OperatorCode,
  operatorName: Type.String(),
  cause: Type.Object({
    kind: Type.Enum(['exit', 'clear-out']),
    reason: Type.String(),
    by: Type.String(),
    lastDay: Type.Optional(DaySchema),
    decidedAt: Type.Optional(Instant),
  }),
  outcome: Type.Enum(['ended', 'over-already', 'none']),
  until: Type.Optional(Instant),
  items: Type.Array(
    Type.Object({
      ...itemFields,
      done: Type.Optional(
        Type.Object({
          by: Type.String(),
          at: Instant,
          words: Type.String(),
          counted: Type.Optional(Type.Integer({ description: 'How many there were in the registry then' })),
          to: Type.Optional(OperatorCode),
        }),
      ),
    }),
  ),
  overdue: Type.Optional(Type.Boolean()),
  call: Type.Optional(Uuid),
  successor: Type.Optional(OperatorCode),
  passed: Type.Optional(Counts),
});

// The case's own deadline is gone once it was told; the hand-over's stays.
export const handoverOnWire = (file: CaseFile<OperatorHandover>) => {
  const { dueAt, ...state } = file.state;
  return toWire({
    ...caseOnWire(file, turnOf(file.state)),
    ...state,
    dueAt,
    nextCommands: [...handoverTransitions[file.state.status]],
  });
};

export const Saga = Type.Object({
  handover: Uuid,
  park: ParkCode,
  operator: OperatorCode,
  status: Type.Enum([...handoverStatuses]),
  openNow: Counts,
  steps: Type.Array(
    Type.Object({
      step: Type.Enum([...sagaSteps]),
      state: Type.Enum([...stepStates]),
      at: Type.Optional(Instant),
      by: Type.Optional(Type.String()),
      words: Type.Optional(Type.String()),
      dueAt: Type.Optional(Instant),
    }),
  ),
});
