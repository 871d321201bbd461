import type { AppError, Decider } from '@yuanqu/domain';
import {
  type Goal,
  type GoalChangeCommand,
  type GoalCommand,
  goalDueAt,
  type GoalFact,
  goalTransitions,
} from './goal.ts';
import { decideChange } from './goal-change.ts';
import { notNow, notYours, ownProposal, periodOver, unknownGoal } from './goal-refusals.ts';

/**
 * Codes: `goal.unknown`, `goal.not-now`, `goal.own-proposal`, `goal.not-yours`, `goal.period-over`, and those of
 * `decideChange`.
 */
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
    if (!goalTransitions[goal.status].includes(command.kind)) return notNow(goal);
    return isAnswer(command) ? answered(goal, command) : decideChange(goal, command);
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

const isAnswer = (command: Answer | GoalChangeCommand): command is Answer =>
  command.kind === 'agree' || command.kind === 'decline' || command.kind === 'withdraw';

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
    case 'change-proposed':
      return { ...goal, change: fact.change };
    case 'change-declined':
    case 'change-withdrawn':
      return unchanged(goal);
    case 'changed':
      return { ...unchanged(goal), value: fact.value };
    case 'given-up':
      return { ...unchanged(goal), status: 'withdrawn', reason: fact.reason };
    case 'closed':
      return {
        ...unchanged(goal),
        status: fact.outcome,
        ...(fact.reached !== undefined && { reached: fact.reached }),
      };
  }
}

/** Without the change that waited. */
function unchanged(goal: Goal): Goal {
  const { change: _, ...rest } = goal;
  return rest;
}
