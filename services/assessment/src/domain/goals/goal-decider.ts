import { AppError, type Decider } from '@yuanqu/domain';
import {
  type Goal,
  type GoalCommand,
  goalDueAt,
  type GoalFact,
  type GoalStatus,
  goalTransitions,
} from './goal.ts';

/** Codes: `goal.unknown`, `goal.not-now`, `goal.own-proposal`, `goal.not-yours`, `goal.period-over`. */
export const goalDecider: Decider<Goal | undefined, GoalCommand, GoalFact> = {
  initial: undefined,
  decide: (goal, command) => {
    if (command.kind === 'propose') {
      if (goal) return notNow(goal);
      const { at, ...proposal } = command;
      return at >= command.endsAt ? periodOver(command.period) : [{ ...proposal, kind: 'proposed' }];
    }
    if (!goal) return unknownGoal;
    if (command.kind === 'judge') return judged(goal, command);
    if (command.kind === 'time-passed')
      return goal.status === 'proposed' && goal.endsAt <= command.at ? [{ kind: 'lapsed' }] : [];
    return goalTransitions[goal.status].includes(command.kind) ? answered(goal, command) : notNow(goal);
  },
  evolve: (goal, fact) => {
    if (fact.kind === 'proposed') {
      const { kind: _, by, ...proposal } = fact;
      return { status: 'proposed', proposedBy: by, ...proposal };
    }
    return goal && evolve(goal, fact);
  },
};

type Answer = Extract<GoalCommand, { readonly kind: 'agree' | 'decline' | 'withdraw' }>;

/** What people make of a proposal. */
function answered(goal: Goal, command: Answer): readonly GoalFact[] | AppError {
  const isOwn = goal.proposedBy === command.by;
  if (command.kind === 'withdraw') return isOwn ? [{ kind: 'withdrawn' }] : notYours;
  if (isOwn) return ownProposal;
  if (command.kind === 'decline') return [{ ...command, kind: 'declined' }];
  return command.at >= goal.endsAt ? periodOver(goal.period) : [{ kind: 'agreed', by: command.by }];
}

function judged(
  goal: Goal,
  { at, reached }: Extract<GoalCommand, { readonly kind: 'judge' }>,
): readonly GoalFact[] {
  const dueAt = goalDueAt(goal);
  if (goal.status !== 'agreed' || dueAt === undefined || dueAt > at) return [];
  if (reached === undefined) return [{ kind: 'closed', outcome: 'unmeasured' }];
  return [{ kind: 'closed', outcome: reached >= goal.value ? 'met' : 'missed', reached }];
}

function evolve(goal: Goal, fact: Exclude<GoalFact, { readonly kind: 'proposed' }>): Goal {
  switch (fact.kind) {
    case 'agreed':
      return { ...goal, status: 'agreed', agreedBy: fact.by };
    case 'declined':
      return { ...goal, status: 'declined', reason: fact.reason };
    case 'withdrawn':
      return { ...goal, status: 'withdrawn' };
    case 'lapsed':
      return { ...goal, status: 'lapsed' };
    case 'closed':
      return {
        ...goal,
        status: fact.outcome,
        ...(fact.reached !== undefined && { reached: fact.reached }),
      };
  }
}

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

function notNow({ status }: Goal): AppError {
  const allowed = goalTransitions[status];
  return new AppError(
    'goal.not-now',
    'conflict',
    `目标${names[status]}，不能执行该操作。 The goal is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nothing can be done to it any more'}.`,
    { status, allowed: [...allowed] },
  );
}

const periodOver = (period: string): AppError =>
  new AppError(
    'goal.period-over',
    'conflict',
    `${period} 已结束。 ${period} is over: choose a later period.`,
  );

const ownProposal = new AppError(
  'goal.own-proposal',
  'forbidden',
  '提出人不得自行确定。 Nobody decides on what they proposed; somebody else of the leading group’s office has to.',
);
const notYours = new AppError(
  'goal.not-yours',
  'forbidden',
  '只有提出人可以撤回。 Only who proposed a goal withdraws it; the office can decline it.',
);
