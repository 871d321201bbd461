import { Instant, ParkCode } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire, type Principal } from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { commandsOf, type Goal, goalCommands, goalStatuses, turnOf } from '../../domain/goals/goal.ts';
import { goalMeasureCodes } from '../../domain/goals/goal-measures.ts';
import { readsChain } from '../reads-chain.ts';
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
    value: Type.Number({ description: 'To be reached: a share of one, m², a number of firms, or yuan' }),
    period: Period,
    why: Words,
  },
  exact,
);

export const ChangeBody = Type.Object(
  {
    value: Type.Optional(Type.Number({ description: 'To be reached instead' })),
    giveUp: Type.Optional(Type.Literal(true, { description: 'Instead of a value: it is a goal no more' })),
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
  change: Type.Optional(
    Type.Object(
      {
        value: Type.Optional(Type.Number({ description: 'Absent when the goal is to be given up' })),
        why: Type.String(),
        by: Type.String(),
        side: Type.Enum(['park', 'office']),
      },
      { description: 'Proposed, and to be agreed on by the other side' },
    ),
  ),
});

export const ProgressSchema = Type.Object({
  start: Type.Optional(Type.Number({ description: 'When the period began' })),
  now: Type.Optional(Type.Number({ description: 'Now, or at the period’s end' })),
  done: Type.Optional(Type.Number({ description: 'Share of the way from start to goal' })),
  elapsed: Type.Number({ description: 'Share of the period that is over' }),
  sentence: SentenceSchema,
});

/** A goal as everybody may see it once it has been agreed on: what is meant to be reached by when, and what was. */
export const PublicGoal = Type.Object({
  id: GoalItem.properties.id,
  status: GoalItem.properties.status,
  park: ParkCode,
  measure: Measure,
  value: Type.Number(),
  period: Period,
  beginsAt: Instant,
  endsAt: Instant,
  reached: GoalItem.properties.reached,
});

/** On the public wall: who proposed it and why is for those who may read the park's goals. */
export const BoardItem = Type.Object({
  ...Type.Partial(GoalItem).properties,
  ...PublicGoal.properties,
  progress: ProgressSchema,
});

export function goalOnBoard(file: CaseFile<Goal>, caller: Principal | undefined) {
  if (readsChain(caller, file.state.park)) return goalOnWire(file);
  const { status, park, measure, value, period, beginsAt, endsAt, reached } = file.state;
  const seen = { id: file.id, status, park, measure, value, period, beginsAt, endsAt };
  return { ...seen, ...(reached !== undefined && { reached }) };
}

export const goalOnWire = (file: CaseFile<Goal>): Static<typeof GoalItem> => ({
  ...caseOnWire(file, turnOf(file.state)),
  ...file.state,
  nextCommands: [...commandsOf(file.state)],
});
