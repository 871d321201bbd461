import { Day, formatInstant } from '@yuanqu/domain';

export const tenancyStatuses = ['intended', 'lapsed', 'signed', 'in-force', 'clearing-out', 'ended'] as const;
export type TenancyStatus = (typeof tenancyStatuses)[number];

/** Who rents. Not all have a credit code. */
export interface Tenant {
  readonly uscc?: string;
  readonly name: string;
}

/**
 * Who may have a tenancy without an approved application: whoever is seen in these very units already, so that contracts
 * older than the platform can be entered; and a body of the state that places itself.
 */
export const exceptionGrounds = ['sitting-tenant', 'state-body'] as const;

/** Why a tenancy has no application, as its operator said. */
export interface WithoutApplication {
  readonly ground: (typeof exceptionGrounds)[number];
  readonly reason: string;
}

/** A unit as it was when it was taken into the contract. */
export interface LetUnit {
  readonly id: string;
  readonly code: string;
  readonly areaM2: number;
  /** The first day that it exists; not known of units that were taken before it was kept. */
  readonly since?: string;
}

/** What a contract says. Days are of Asia/Shanghai, both included; rent in fen per m² and month, a decimal string. */
export interface Terms {
  readonly from: string;
  readonly until: string;
  readonly rentFen: string;
}

/** A clear-out (清退) under way. Instants are RFC 3339 text. */
export interface ClearOut {
  readonly reason: string;
  readonly noticedBy: string;
  /** Until when a hearing may be asked for. */
  readonly hearingUntil: string;
  readonly leaveBy: string;
  readonly hearing?: 'requested' | 'upheld';
  /** Until when a hearing that was asked for is to be decided. */
  readonly hearingDecideBy?: string;
  /** That time has passed and was told. */
  readonly hearingOverdue?: boolean;
  /** The deadline has passed and was told. */
  readonly overdue?: boolean;
}

export type HowEnded = 'term' | 'early' | 'cleared-out';

/** An intent, and the contract that it became (入驻). */
export interface Tenancy {
  readonly status: TenancyStatus;
  readonly park: string;
  readonly tenant: Tenant;
  readonly units: readonly LetUnit[];
  readonly enteredBy: string;
  /** The approved application that it fulfils. */
  readonly application?: string;
  /** Why there was no need of one. */
  readonly withoutApplication?: WithoutApplication;
  /** Why its units were taken although they are not what was applied for, or another is seen in them. */
  readonly despite?: string;
  readonly intentUntil: string;
  readonly terms?: Terms;
  /** The last notice that was given before its end, in days. */
  readonly noticedDays?: number;
  /** Why it ends before its term. */
  readonly exitReason?: string;
  readonly clearOut?: ClearOut;
  readonly ended?: { readonly how: HowEnded; readonly on: string };
}

/** Those whose units nobody else can have. */
export const isOpen = ({ status }: Pick<Tenancy, 'status'>): boolean =>
  status !== 'lapsed' && status !== 'ended';

/** What the contract makes of its units. */
export const legalStatusOf = ({ status }: Pick<Tenancy, 'status'>): 'let' | 'reserved' | 'vacant' => {
  if (status === 'in-force' || status === 'clearing-out') return 'let';
  return status === 'intended' || status === 'signed' ? 'reserved' : 'vacant';
};

/** How many days before its end a contract's end is told. */
export const expiryNotices = [90, 60, 30] as const;

const startOf = (day: string): string => formatInstant(Day.startMs(day as Day));
const endOf = (day: string): string => formatInstant(Day.endMs(day as Day));

/** When the notice so many days ahead is to be given. */
export const noticeAt = ({ until }: Pick<Terms, 'until'>, days: number): string =>
  startOf(Day.plus(until as Day, -days));

export const startsAt = ({ from }: Pick<Terms, 'from'>): string => startOf(from);
export const endsAt = ({ until }: Pick<Terms, 'until'>): string => endOf(until);

/** When a hearing that is not decided yet is to be told of, as a list of one. */
export const hearingDueAt = (clearOut: ClearOut | undefined): readonly [string] | undefined =>
  clearOut?.hearing === 'requested' && clearOut.hearingDecideBy !== undefined && !clearOut.hearingOverdue
    ? [clearOut.hearingDecideBy]
    : undefined;

/** When it wants attention next, if it ever does by itself. */
export function dueAtOf(tenancy: Tenancy): string | undefined {
  const { status, terms, intentUntil, clearOut, noticedDays = Number.POSITIVE_INFINITY } = tenancy;
  if (status === 'intended') return intentUntil;
  if (!terms || !isOpen(tenancy)) return undefined;
  if (status === 'signed') return startsAt(terms);
  const end = endsAt(terms);
  const next = expiryNotices.find((days) => days < noticedDays);
  const times = [
    end,
    ...(next === undefined ? [] : [noticeAt(terms, next)]),
    ...(clearOut && !clearOut.overdue ? [clearOut.leaveBy] : []),
    ...(hearingDueAt(clearOut) ?? []),
  ];
  return times.toSorted()[0];
}

/** Whose turn it is, and until when: an intent wants a contract, a notice its hearing and the tenant's leaving. */
export function turnOf({
  status,
  intentUntil,
  clearOut,
}: Tenancy): { readonly owner: string; readonly dueAt?: string | undefined } | undefined {
  if (status === 'intended') return { owner: 'park-operator', dueAt: intentUntil };
  return status === 'clearing-out' ? { owner: 'task-force', dueAt: clearOut?.leaveBy } : undefined;
}
