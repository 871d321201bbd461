import { Instant, ParkCode } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { type Goal, goalCommands, goalStatuses, goalTransitions, turnOf } from '../../domain/goals/goal.ts';
import { goalMeasureCodes } from '../../domain/goals/goal-measures.ts';
import { SentenceSchema } from '../sentence-schema.ts';

export const tags = ['goals'];

const exact = { additionalProperties: false };
const Words = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const Measure = Type.Enum([...goalMeasureCodes]);
const Period = Type.String({ maxLength: 10, description: 'A month or a quarter: 2026-11, 2026-Q4' });

export const ProposalBody = Type.Object(
  {
    park: ParkCode,
    measure: Measure,
    value: Type.Number({ description: 'To be reached: a share of one, m², or a number of firms' }),
    period: Period,
    why: Words,
  },
  exact,
);

export const GoalItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...goalStatuses]),
  nextCommands: Type.Array(Type.Enum([...goalCommands])),
  park: ParkCode,
  measure: Measure,
  value: Type.Number(),
  period: Period,
  beginsAt: Instant,
  endsAt: Instant,
  judgedAt: Type.String({ description: 'When it is judged by what held at the period’s end' }),
  why: Type.String(),
  proposedBy: Type.String(),
  agreedBy: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  reached: Type.Optional(Type.Number({ description: 'At the period’s end' })),
});

export const ProgressSchema = Type.Object({
  start: Type.Optional(Type.Number({ description: 'When the period began' })),
  now: Type.Optional(Type.Number({ description: 'Now, or at the period’s end' })),
  done: Type.Optional(Type.Number({ description: 'Share of the way from start to goal' })),
  elapsed: Type.Number({ description: 'Share of the period that is over' }),
  sentence: SentenceSchema,
});

export const goalOnWire = (file: CaseFile<Goal>): Static<typeof GoalItem> => ({
  ...caseOnWire(file, turnOf(file.state)),
  ...file.state,
  nextCommands: [...goalTransitions[file.state.status]],
});
