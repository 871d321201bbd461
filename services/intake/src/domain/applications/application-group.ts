/** When the group holds: everybody comes, or at least so many. */
export type GroupRule = { readonly kind: 'all' } | { readonly kind: 'at-least'; readonly members: number };

/** Where a member stands: not decided yet, approved, or out (rejected, withdrawn, expired). */
export type MemberStanding = 'open' | 'approved' | 'out';

export const groupStatuses = ['gathering', 'in-review', 'held', 'failed', 'rejected', 'dissolved'] as const;
export type GroupStatus = (typeof groupStatuses)[number];

/** Enterprises of one chain that apply together (抱团). Instants are RFC 3339 text. */
export interface ApplicationGroup {
  /** `failed`: it never held; `dissolved`: it held, and has too few members left. */
  readonly status: GroupStatus;
  readonly park: string;
  readonly name: string;
  readonly rule: GroupRule;
  readonly foundedBy: string;
  /** By the application's id. */
  readonly members: Readonly<Record<string, MemberStanding>>;
  readonly reviewDueAt?: string;
  /** The review's deadline has passed; its members' were told. */
  readonly overdue?: boolean;
  readonly decidedBy?: string;
  /** Of the last return or rejection as one. */
  readonly reason?: string;
}

export type GroupCommand =
  | {
      readonly kind: 'found';
      readonly park: string;
      readonly name: string;
      readonly rule: GroupRule;
      readonly by: string;
    }
  | { readonly kind: 'join'; readonly application: string; readonly park: string }
  | { readonly kind: 'submit'; readonly reviewDueAt: string }
  | { readonly kind: 'approve'; readonly by: string }
  | { readonly kind: 'return'; readonly reason: string; readonly by: string }
  | { readonly kind: 'reject'; readonly reason: string; readonly by: string }
  | { readonly kind: 'note'; readonly application: string; readonly standing: MemberStanding }
  | { readonly kind: 'time-passed'; readonly at: string };

export type GroupFact =
  | {
      readonly kind: 'founded';
      readonly park: string;
      readonly name: string;
      readonly rule: GroupRule;
      readonly by: string;
    }
  | { readonly kind: 'joined'; readonly application: string }
  | { readonly kind: 'submitted'; readonly reviewDueAt?: string }
  | { readonly kind: 'review-overdue' }
  | { readonly kind: 'approved'; readonly by: string }
  | { readonly kind: 'returned' | 'rejected'; readonly reason: string; readonly by: string }
  | { readonly kind: 'noted'; readonly application: string; readonly standing: MemberStanding }
  | { readonly kind: 'held' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'dissolved' };

/** How many members have to be approved. */
export const neededOf = ({ rule, members }: Pick<ApplicationGroup, 'rule' | 'members'>): number =>
  rule.kind === 'all' ? Object.keys(members).length : rule.members;

/** When it wants attention next: while it is in review, as its members. */
export const groupDueAt = ({ status, reviewDueAt, overdue }: ApplicationGroup): string | undefined =>
  status === 'in-review' && !overdue ? reviewDueAt : undefined;
