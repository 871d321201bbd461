import { AppError } from '@yuanqu/domain';
import { commandsOf, type Goal, type GoalStatus } from './goal.ts';

export const unknownGoal = new AppError(
  'goal.unknown',
  'not-found',
  '没有该突破目标。 There is no such goal in your reach; GET /goals lists them.',
);

const names: Readonly<Record<GoalStatus, string>> = {
  proposed: '待确定',
  agreed: '已确定',
  met: '已完成',
  missed: '未完成',
  unmeasured: '无法计量',
  declined: '未予同意',
  withdrawn: '已撤回',
  lapsed: '周期已过',
};

export function notNow(goal: Goal): AppError {
  const { status } = goal;
  const allowed = commandsOf(goal);
  return new AppError(
    'goal.not-now',
    'conflict',
    `目标${names[status]}，不能执行该操作。 The goal is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nothing can be done to it any more'}.`,
    { status, allowed: [...allowed] },
  );
}

export const periodOver = (period: string): AppError =>
  new AppError(
    'goal.period-over',
    'conflict',
    `${period} 已结束。 ${period} is over: choose a later period.`,
  );

export const ownProposal = new AppError(
  'goal.own-proposal',
  'forbidden',
  '提出人不得自行确定。 Nobody decides on what they proposed; somebody else has to.',
);
export const notYours = new AppError(
  'goal.not-yours',
  'forbidden',
  '只有提出人可以撤回。 Only who proposed a goal withdraws it; the office can decline it.',
);
