import type { GoalMeasure } from './goal-measures.ts';

export const goalStatuses = [
  'proposed',
  'agreed',
  'met',
  'missed',
  'unmeasured',
  'declined',
  'withdrawn',
  'lapsed',
] as const;
export type GoalStatus = (typeof goalStatuses)[number];

/** What a park means to reach in a month or quarter (每月每季度突破). Instants are RFC 3339 text. */
export interface Goal {
  readonly status: GoalStatus;
  readonly park: string;
  readonly measure: GoalMeasure;
  readonly value: number;
  /** A month or a quarter: 2026-11, 2026-Q4. */
  readonly period: string;
  readonly beginsAt: string;
  readonly endsAt: string;
  /** When it is judged by what held at the period's end: reports that come a little later count. */
  readonly judgedAt: string;
  readonly why: string;
  readonly proposedBy: string;
  readonly agreedBy?: string;
  /** Why it was declined, or given up. */
  readonly reason?: string;
  /** What an agreed goal is to become, if the other side agrees. */
  readonly change?: GoalChange;
  /** At the period's end; absent where there was nothing to measure. */
  readonly reached?: number;
}

/** Whose turn it is, and until when: another person than proposed it agrees, then the park's operator is to reach it. */
export function turnOf({
  status,
  endsAt,
  judgedAt,
}: Goal): { readonly owner: string; readonly dueAt: string } | undefined {
  if (status === 'proposed') return { owner: 'leading-group-office', dueAt: endsAt };
  return status === 'agreed' ? { owner: 'park-operator', dueAt: judgedAt } : undefined;
}

/** A goal is agreed on between its park (task force) and the leading group's office; so is a change of it. */
export type GoalSide = 'park' | 'office';

export interface GoalChange {
  /** Left out when the goal is to be given up. */
  readonly value?: number;
  readonly why: string;
  readonly by: string;
  readonly side: GoalSide;
}

type Proposal = Pick<
  Goal,
  'park' | 'measure' | 'value' | 'period' | 'beginsAt' | 'endsAt' | 'judgedAt' | 'why'
> & { readonly by: string };

export type GoalCommand =
  | ({ readonly kind: 'propose'; readonly at: string } & Proposal)
  | { readonly kind: 'agree'; readonly by: string; readonly at: string }
  | { readonly kind: 'decline'; readonly by: string; readonly reason: string }
  | { readonly kind: 'withdraw'; readonly by: string }
  | GoalChangeCommand
  /** The period is over; `reached` is left out where nothing could be measured. */
  | { readonly kind: 'judge'; readonly at: string; readonly reached?: number }
  | { readonly kind: 'time-passed'; readonly at: string };

interface Given {
  readonly by: string;
  readonly at: string;
}

export type GoalChangeCommand =
  | ({ readonly kind: 'change' } & GoalChange & Given)
  | ({ readonly kind: 'agree-change'; readonly side: GoalSide } & Given)
  | ({ readonly kind: 'decline-change'; readonly side: GoalSide; readonly reason: string } & Given)
  | ({ readonly kind: 'withdraw-change' } & Given);

export type GoalFact =
  | ({ readonly kind: 'proposed' } & Proposal)
  | { readonly kind: 'agreed'; readonly by: string }
  | { readonly kind: 'declined'; readonly by: string; readonly reason: string }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'lapsed' }
  | { readonly kind: 'change-proposed'; readonly change: GoalChange }
  | {
      readonly kind: 'changed';
      readonly by: string;
      readonly value: number;
      readonly was: number;
      readonly reason: string;
    }
  | { readonly kind: 'given-up'; readonly by: string; readonly reason: string }
  | {
      readonly kind: 'change-declined';
      readonly by: string;
      readonly reason: string;
      readonly change: GoalChange;
    }
  | { readonly kind: 'change-withdrawn' }
  | {
      readonly kind: 'closed';
      readonly outcome: 'met' | 'missed' | 'unmeasured';
      readonly reached?: number;
    };

export const goalCommands = [
  'agree',
  'decline',
  'withdraw',
  'change',
  'agree-change',
  'decline-change',
  'withdraw-change',
] as const;
type GoalCommandName = (typeof goalCommands)[number];

/** What may be done in each status; everything else is refused. */
export const goalTransitions: Readonly<Record<GoalStatus, readonly GoalCommandName[]>> = {
  proposed: ['agree', 'decline', 'withdraw'],
  agreed: ['change', 'agree-change', 'decline-change', 'withdraw-change'],
  met: [],
  missed: [],
  unmeasured: [],
  declined: [],
  withdrawn: [],
  lapsed: [],
};

/** What can be done to a goal as it is; an answer to a change needs one. */
export const commandsOf = ({ status, change }: Goal): readonly GoalCommandName[] =>
  goalTransitions[status].filter(
    (command) => status !== 'agreed' || (command === 'change') === (change === undefined),
  );

/** When it wants attention next: a proposal until its period ends, an agreed goal when it is judged. */
export function goalDueAt({ status, endsAt, judgedAt }: Goal): string | undefined {
  if (status === 'proposed') return endsAt;
  return status === 'agreed' ? judgedAt : undefined;
}
