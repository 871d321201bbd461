import type { Sentence } from '@yuanqu/domain';
import { rungs, type Rung, type StandingRuleDefinition } from './standing-rule.ts';

export const standingStatuses = [...rungs, 'clear-out-decided', 'cleared-out', 'left'] as const;
export type StandingStatus = (typeof standingStatuses)[number];

/** What of a rule holds until the next month is judged. */
export type StandingTerms = Pick<StandingRuleDefinition, 'steps' | 'recovery' | 'days'> & {
  readonly version: string;
};

/** A month as it was judged. Excused and paused months count for nothing, as those that were not judged. */
export interface JudgedMonth {
  readonly month: string;
  /** The version of the league table. */
  readonly version: number;
  readonly verdict: 'poor' | 'good' | 'not-judged' | 'excused' | 'paused';
  readonly reason: Sentence;
  readonly rule: string;
  /** Where the operator stood before it. */
  readonly before: StandingStatus;
}

/** Whom a step waits for: the operator's plan, its rectification, the interview, the decision, intake. */
export type DeadlineKind = 'plan' | 'rectification' | 'interview' | 'decision' | 'hand-over';

export interface Deadline {
  readonly kind: DeadlineKind;
  readonly dueAt: string;
  /** It has passed and was told. */
  readonly told?: boolean;
}

export interface Evidence {
  readonly name: string;
  /** Where it lies, or what it says. */
  readonly where: string;
}

export interface Appeal {
  readonly words: string;
  readonly evidence: readonly Evidence[];
  readonly by: string;
  readonly dueAt: string;
  readonly told?: boolean;
}

/**
 * How an operator stands in its park (运营机构评价). Instants are RFC 3339 text, days are of Asia/Shanghai. Deadlines stand
 * still while `frozenAt` is set: during a pause and while an appeal is open.
 */
export interface Standing {
  readonly status: StandingStatus;
  readonly park: string;
  readonly operator: string;
  readonly operatorName: string;
  readonly since: string;
  readonly contractUntil?: string;
  readonly terms: StandingTerms;
  /** The latest ones, in order. */
  readonly months: readonly JudgedMonth[];
  /** How it came to where it is. */
  readonly step?: {
    readonly from: StandingStatus;
    readonly reason: Sentence;
    readonly month?: string;
    readonly at: string;
  };
  readonly deadline?: Deadline;
  readonly appealUntil?: string;
  readonly plan?: { readonly words: string; readonly doneBy: string; readonly by: string };
  readonly interview?: { readonly minutes: string; readonly by: string };
  /** Who proposed the clear-out: a person, or `system` for the rule. */
  readonly proposal?: { readonly reason: string; readonly by: string };
  readonly appeal?: Appeal;
  readonly pause?: { readonly reason: string; readonly until: string; readonly by: string };
  readonly frozenAt?: string;
  /** A month was judged while deadlines stood still: what it leads to waits, too. */
  readonly waiting?: boolean;
  readonly clearOut?: { readonly lastDay: string; readonly reason: string; readonly by: string };
  readonly endedOn?: string;
}

export const isOver = ({ status }: Pick<Standing, 'status'>): boolean =>
  status === 'cleared-out' || status === 'left';

export const isRung = (status: StandingStatus): status is Rung =>
  (rungs as readonly StandingStatus[]).includes(status);

/** Whether a month counts; those that were not judged, excused or paused are passed over. */
export const isCounted = ({ verdict }: Pick<JudgedMonth, 'verdict'>): boolean =>
  verdict === 'poor' || verdict === 'good';

/** Whether the operator's contract ends with its clear-out: then its last day is all that is waited for. */
export const isEndFixed = ({ status, contractUntil, deadline }: Standing): boolean =>
  status === 'clear-out-decided' &&
  contractUntil !== undefined &&
  (deadline === undefined || contractUntil <= deadline.dueAt);

/** How many months in a row were poor, or good, up to now. */
export function streakOf(months: readonly JudgedMonth[]): { readonly poor: number; readonly good: number } {
  const counted = months.filter(isCounted);
  const last = counted.at(-1)?.verdict;
  const breakAt = counted.findLastIndex(({ verdict }) => verdict !== last);
  const length = counted.length - 1 - breakAt;
  return { poor: last === 'poor' ? length : 0, good: last === 'good' ? length : 0 };
}

/** When it wants attention next, if it ever does by itself. */
export function dueAtOf(standing: Standing): string | undefined {
  if (isOver(standing)) return undefined;
  const { contractUntil, pause, appeal, deadline, frozenAt } = standing;
  const times = [
    contractUntil,
    pause?.until,
    appeal && !appeal.told ? appeal.dueAt : undefined,
    deadline && !deadline.told && frozenAt === undefined ? deadline.dueAt : undefined,
  ];
  return times.filter((time) => time !== undefined).toSorted()[0];
}

/** Who has to do something now, what, and by when. */
export function waitsFor(
  standing: Standing,
): { readonly who: string; readonly what: string; readonly dueAt?: string } | undefined {
  if (isOver(standing)) return undefined;
  const { appeal, pause, deadline, status, contractUntil } = standing;
  if (isEndFixed(standing) && contractUntil !== undefined)
    return { who: 'park-operator', what: 'leave-park', dueAt: contractUntil };
  if (appeal) return { who: 'assessor, leading-group-office', what: 'decide-appeal', dueAt: appeal.dueAt };
  if (pause) return { who: 'leading-group-office', what: 'resume', dueAt: pause.until };
  if (deadline) return { ...deeds[deadline.kind], dueAt: deadline.dueAt };
  return status === 'good' || status === 'warned'
    ? undefined
    : { who: 'task-force, assessor, leading-group-office', what: 'next-month' };
}

const deeds: Readonly<Record<DeadlineKind, { readonly who: string; readonly what: string }>> = {
  plan: { who: 'park-operator', what: 'submit-plan' },
  rectification: { who: 'task-force, assessor, leading-group-office', what: 'accept-rectification' },
  interview: { who: 'task-force, assessor, leading-group-office', what: 'hold-interview' },
  decision: { who: 'district-leader', what: 'decide-clear-out' },
  'hand-over': { who: 'intake', what: 'end-contract' },
};
