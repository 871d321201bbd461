/** Why operators are called for: the park has none, one leaves, or is cleared out. */
export type CallCause = 'vacancy' | 'exit' | 'clear-out';

export const callStatuses = ['open', 'deciding', 'admitted', 'contracted', 'failed', 'withdrawn'] as const;
export type CallStatus = (typeof callStatuses)[number];

/** Those of which a park has one at most. */
export const runningCalls = ['open', 'deciding', 'admitted'] as const satisfies readonly CallStatus[];

export interface Applicant {
  readonly operator: string;
  readonly name: string;
  readonly words: string;
  readonly enteredBy: string;
  readonly at: string;
  readonly withdrawn?: string;
}

/** A public call for the operator of a park (公开征集), up to its contract. Instants are RFC 3339 text. */
export interface OperatorCall {
  readonly status: CallStatus;
  readonly park: string;
  readonly words: string;
  readonly openedBy: string;
  readonly cause: CallCause;
  /** The hand-over that it follows from, and who leaves. */
  readonly handover?: string;
  readonly leaving?: string;
  readonly closesAt: string;
  readonly decideBy?: string;
  /** The deadline of the decision has passed and was told. */
  readonly overdue?: boolean;
  readonly applicants: readonly Applicant[];
  readonly admitted?: {
    readonly operator: string;
    readonly name: string;
    readonly reason: string;
    readonly by: string;
    readonly signBy: string;
  };
  readonly contract?: { readonly id: string; readonly from: string; readonly until?: string };
}

export const standing = ({ applicants }: Pick<OperatorCall, 'applicants'>): readonly Applicant[] =>
  applicants.filter(({ withdrawn }) => withdrawn === undefined);

/** When it wants attention next, if it ever does by itself. */
export function dueAtOf({ status, closesAt, decideBy, overdue, admitted }: OperatorCall): string | undefined {
  if (status === 'open') return closesAt;
  if (status === 'deciding') return overdue ? undefined : decideBy;
  return status === 'admitted' ? admitted?.signBy : undefined;
}

/** Whose turn it is, and until when: operators apply, the district leader decides, the office signs. */
export function turnOf({
  status,
  closesAt,
  decideBy,
  admitted,
}: OperatorCall): { readonly owner: string; readonly dueAt?: string | undefined } | undefined {
  if (status === 'open') return { owner: 'leading-group-office', dueAt: closesAt };
  if (status === 'deciding') return { owner: 'district-leader', dueAt: decideBy };
  return status === 'admitted' ? { owner: 'leading-group-office', dueAt: admitted?.signBy } : undefined;
}

interface Opening {
  readonly park: string;
  readonly words: string;
  readonly by: string;
  readonly cause: CallCause;
  readonly handover?: string;
  readonly leaving?: string;
  readonly closesAt: string;
}

interface Departed {
  readonly handover: string;
  readonly leaving: string;
  readonly cause: CallCause;
}

/** What may be done to a call; times are told, never read. */
export type CallCommand =
  | ({ readonly kind: 'call' } & Opening)
  | { readonly kind: 'extend'; readonly closesAt: string; readonly reason: string; readonly at: string }
  | ({ readonly kind: 'apply' } & Omit<Applicant, 'withdrawn'>)
  | { readonly kind: 'withdraw-application'; readonly operator: string; readonly reason: string }
  | {
      readonly kind: 'admit';
      readonly operator: string;
      readonly reason: string;
      readonly by: string;
      readonly signBy: string;
    }
  | { readonly kind: 'fail'; readonly reason: string; readonly by: string }
  | {
      readonly kind: 'contract';
      readonly id: string;
      readonly from: string;
      readonly until?: string;
    }
  | { readonly kind: 'withdraw'; readonly reason: string }
  /** The operator leaves while one is called for already: the call is for its successor now. */
  | ({ readonly kind: 'follow'; readonly decideBy: string } & Departed)
  | { readonly kind: 'time-passed'; readonly at: string; readonly decideBy: string };

/** What happened to one. */
export type CallFact =
  | ({ readonly kind: 'called' } & Opening)
  | ({ readonly kind: 'followed' } & Departed)
  | { readonly kind: 'extended'; readonly closesAt: string; readonly reason: string }
  | ({ readonly kind: 'applied' } & Omit<Applicant, 'withdrawn'>)
  | { readonly kind: 'application-withdrawn'; readonly operator: string; readonly reason: string }
  | { readonly kind: 'closed-for-decision'; readonly decideBy: string }
  | { readonly kind: 'overdue'; readonly dueAt: string }
  | {
      readonly kind: 'admitted';
      readonly operator: string;
      readonly name: string;
      readonly reason: string;
      readonly by: string;
      readonly signBy: string;
    }
  | { readonly kind: 'admission-lapsed'; readonly operator: string; readonly decideBy: string }
  | { readonly kind: 'contracted'; readonly id: string; readonly from: string; readonly until?: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'withdrawn'; readonly reason: string };
