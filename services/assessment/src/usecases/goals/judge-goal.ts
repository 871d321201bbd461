import type { Executor } from '@yuanqu/messaging';
import { type Deed, handleCase, type HandledCase, lockCase } from '@yuanqu/service-kit';
import type { Goal, GoalCommand } from '../../domain/goals/goal.ts';
import { goalKind } from './goal-kind.ts';
import { lastBefore } from '../../domain/goals/goal-period.ts';
import type { MeasureGoal } from './measure-goal.ts';

/** What a goal's deadline brings: an agreed one is judged by what held at the end of its period, a proposal lapses. */
export const makeJudgeGoal =
  (measureGoal: MeasureGoal) =>
  async (tx: Executor, id: string, command: GoalCommand, deed: Deed): Promise<HandledCase<Goal>> => {
    const goal = (await lockCase<Goal>(tx, goalKind.name, id))?.state;
    if (goal?.status !== 'agreed') return handleCase(tx, goalKind, id, command, deed);
    const { park, measure, beginsAt, endsAt, judgedAt } = goal;
    const reached = await measureGoal(tx, {
      park,
      measure,
      at: lastBefore(endsAt),
      since: lastBefore(beginsAt),
      knownAt: new Date(judgedAt),
    });
    const at = deed.at.toISOString();
    const judge: GoalCommand = { kind: 'judge', at, ...(reached !== undefined && { reached }) };
    return handleCase(tx, goalKind, id, judge, deed);
  };
