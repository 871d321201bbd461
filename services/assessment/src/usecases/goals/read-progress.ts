import type { Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, everyCase, type ListCases } from '@yuanqu/service-kit';
import type { Goal } from '../../domain/goals/goal.ts';
import { goalProgress, type GoalProgress } from '../../domain/goals/goal-progress.ts';
import { lastBefore } from '../../domain/goals/goal-period.ts';
import type { MeasureGoal } from './measure-goal.ts';

interface Ports {
  readonly db: Executor;
  readonly measureGoal: MeasureGoal;
  readonly list: ListCases<Goal>;
  /** Throws when there is no such park. */
  readonly checkPark: (db: Executor, park: string) => Promise<unknown>;
  readonly clock: Clock;
}

export type ReadProgress = (goal: Goal) => Promise<GoalProgress>;

/** How far a goal is on its way, from live figures; once its period is over, from those at its end. */
export const makeReadProgress =
  ({ db, measureGoal, clock }: Omit<Ports, 'list' | 'checkPark'>): ReadProgress =>
  async (goal) => {
    const nowMs = clock().getTime();
    const at = new Date(Math.min(nowMs, lastBefore(goal.endsAt).getTime()));
    // A period that has not begun starts from what holds now.
    const since = new Date(Math.min(at.getTime(), lastBefore(goal.beginsAt).getTime()));
    const knownAt = new Date(Math.min(nowMs, Date.parse(goal.judgedAt)));
    const about = { park: goal.park, measure: goal.measure, since, knownAt };
    const start = await measureGoal(db, { ...about, at: since });
    const now = await measureGoal(db, { ...about, at });
    return goalProgress(goal, { start, now, atMs: Math.min(nowMs, Date.parse(goal.endsAt)) });
  };

/** A park's goals of a period, or those that are not over, each with its progress: the wall map (挂图). */
export const makeReadGoalBoard = (ports: Ports) => {
  const readProgress = makeReadProgress(ports);
  return async (
    park: string,
    period: string | undefined,
  ): Promise<readonly { readonly file: CaseFile<Goal>; readonly progress: GoalProgress }[]> => {
    await ports.checkPark(ports.db, park);
    const statuses = period === undefined ? ['agreed'] : ['agreed', 'met', 'missed', 'unmeasured'];
    const goals: CaseFile<Goal>[] = [];
    for await (const file of everyCase(ports.list, { parks: [park], statuses }))
      if (period === undefined || file.state.period === period) goals.push(file);
    const board = [];
    for (const file of goals.slice(0, mostOnBoard))
      board.push({ file, progress: await readProgress(file.state) });
    return board;
  };
};

const mostOnBoard = 100;
