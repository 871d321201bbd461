import { AppError, type Clock, newId, workingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import {
  type CaseFile,
  type CasePorts,
  handleCase,
  listCases,
  type OnCase,
  type Who,
} from '@yuanqu/service-kit';
import type { Goal, GoalCommand, GoalSide } from '../../domain/goals/goal.ts';
import { checkValue, type GoalMeasure, judgedAfter } from '../../domain/goals/goal-measures.ts';
import { goalPeriod } from '../../domain/goals/goal-period.ts';
import { goalKind } from './goal-kind.ts';

export interface Proposed {
  readonly park: string;
  readonly measure: GoalMeasure;
  readonly value: number;
  readonly period: string;
  readonly why: string;
}

/** Another value, or none any more. */
export interface WantedChange {
  readonly value?: number;
  readonly giveUp?: true;
  readonly why: string;
}

export interface CommandGoalPorts extends CasePorts {
  /** Throws when there is no such park. */
  readonly checkPark: (tx: Executor, park: string) => Promise<unknown>;
  readonly clock: Clock;
}

const calendar = workingCalendar();

/**
 * Proposes, agrees, declines and withdraws goals and their changes. Errors: those of the decider, `goal.unknown-period`,
 * `goal.impossible-value`, `goal.already-there`, `goal.unclear-change`, `assessment.unknown-park`.
 */
export const makeCommandGoal = ({ transaction, append, clock, checkPark }: CommandGoalPorts) => {
  const give = ({ id, expected, who }: OnCase, command: GoalCommand): Promise<CaseFile<Goal>> =>
    transaction(async (tx) => {
      const { file, events } = await handleCase(
        tx,
        goalKind,
        id,
        command,
        { ...who, at: clock() },
        { expected },
      );
      await append(tx, events);
      return file;
    });
  const given = ({ who }: OnCase) => ({ by: who.by, at: clock().toISOString() });
  return {
    propose: (proposed: Proposed, who: Who): Promise<CaseFile<Goal>> =>
      transaction(async (tx) => {
        const { measure, value, period, park } = proposed;
        const fault = checkValue(measure, value);
        if (fault) throw fault;
        const time = goalPeriod(period);
        if (time instanceof AppError) throw time;
        await checkPark(tx, park);
        await refuseSecond(tx, proposed);
        const at = clock();
        const endsAt = new Date(time.toMs);
        const command: GoalCommand = {
          kind: 'propose',
          ...proposed,
          beginsAt: new Date(time.fromMs).toISOString(),
          endsAt: endsAt.toISOString(),
          judgedAt: calendar.deadline(new Date(time.toMs - 1), judgedAfter(measure)).toISOString(),
          by: who.by,
          at: at.toISOString(),
        };
        const { file, events } = await handleCase(tx, goalKind, newId(at.getTime()), command, { ...who, at });
        await append(tx, events);
        return file;
      }),
    agree: (on: OnCase) => give(on, { kind: 'agree', by: on.who.by, at: clock().toISOString() }),
    decline: (on: OnCase, reason: string) => give(on, { kind: 'decline', by: on.who.by, reason }),
    withdraw: (on: OnCase) => give(on, { kind: 'withdraw', by: on.who.by }),
    change: (on: OnCase, side: GoalSide, { value, giveUp, why }: WantedChange) => {
      if ((value === undefined) === (giveUp === undefined)) throw unclear;
      return give(on, { kind: 'change', ...(value !== undefined && { value }), why, side, ...given(on) });
    },
    agreeChange: (on: OnCase, side: GoalSide) => give(on, { kind: 'agree-change', side, ...given(on) }),
    declineChange: (on: OnCase, side: GoalSide, reason: string) =>
      give(on, { kind: 'decline-change', side, reason, ...given(on) }),
    withdrawChange: (on: OnCase) => give(on, { kind: 'withdraw-change', ...given(on) }),
  };
};

export type CommandGoal = ReturnType<typeof makeCommandGoal>;

const unclear = new AppError(
  'goal.unclear-change',
  'invalid',
  '请填写新目标值 value，或以 giveUp 取消目标，二者取一。 Name another value, or give the goal up (giveUp: true): one of the two.',
  { errors: [{ pointer: '/value', code: 'one-of', detail: 'either value or giveUp' }] },
);

/** One goal for a measure in a period at a time: two would contradict each other. */
async function refuseSecond(tx: Executor, { park, measure, period }: Proposed): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`goals of ${park}`]);
  const alive = await listCases<Goal>(
    tx,
    goalKind.name,
  )({
    parks: [park],
    statuses: ['proposed', 'agreed'],
    limit: 1_000,
  });
  const other = alive.find(({ state }) => state.measure === measure && state.period === period);
  if (!other) return;
  throw new AppError(
    'goal.already-there',
    'conflict',
    `该园区 ${period} 已有同一指标的目标（${other.id}）。 The park has a goal for ${measure} in ${period} already: ${other.id}.`,
    { goal: other.id },
  );
}
