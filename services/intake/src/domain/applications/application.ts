import type { SizeClass } from '@yuanqu/domain';
import type { UnitUsage } from '../unit.ts';
import type { AdmissionOutcome, RuleOutcome } from '../policies/admission.ts';

/** Who wants to move in. Not all tenants have a credit code: a circuit tribunal, a mediation committee. */
export interface Applicant {
  readonly uscc?: string;
  readonly name: string;
  /** The name that its code is registered under, where it is another. */
  readonly registeredName?: string;
  /** Class of GB/T 4754-2017. */
  readonly industry: string;
  readonly sizeClass?: SizeClass;
  readonly contact: { readonly name: string; readonly phone: string };
}

/** What somebody asks for. Amounts are fen a year as decimal strings. */
export interface ApplicationContent {
  readonly park: string;
  readonly applicant: Applicant;
  /** The business in words (业态). */
  readonly trade: string;
  readonly wanted: { readonly usage: UnitUsage; readonly areaM2: number };
  readonly promised: { readonly outputFen?: string; readonly taxFen?: string };
}

export const applicationStatuses = [
  'drafted',
  'returned',
  'in-review',
  'approved-in-group',
  'approved',
  'contracted',
  'rejected',
  'withdrawn',
  'expired',
  'group-failed',
] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** How the park's policy judged it: the version, each rule's input, result and sentence. */
export interface AdmissionRecord {
  readonly policy?: { readonly id: string; readonly version: string };
  readonly outcome: AdmissionOutcome;
  readonly rules: readonly RuleOutcome[];
  readonly at?: string;
  /** The size class that was registered then. */
  readonly sizeClass?: SizeClass;
}

/** An application to move in (入驻申请). Instants are RFC 3339 text. */
export interface Application {
  readonly status: ApplicationStatus;
  readonly content: ApplicationContent;
  readonly enteredBy: string;
  /** The applicant's own draft: its park sees it once it is submitted. */
  readonly unseen?: true;
  /** The group that moves in together (抱团), if it belongs to one. */
  readonly group?: string;
  readonly admission?: AdmissionRecord;
  /** The content is not the one that was judged. */
  readonly revisedSince?: boolean;
  /** When it lapses unless it moves on. */
  readonly expiresAt?: string;
  readonly reviewDueAt?: string;
  /** The review's deadline has passed and was told. */
  readonly overdue?: boolean;
  readonly contractDueAt?: string;
  readonly decidedBy?: string;
  /** Of the last return, rejection, withdrawal or new review. */
  readonly reason?: string;
  readonly tenancy?: string;
}

/** Whose turn it is, and until when. An applicant's own draft is theirs, others are the operator's who entered them. */
export function turnOf({
  status,
  unseen,
  expiresAt,
  reviewDueAt,
  contractDueAt,
}: Application): { readonly owner: string; readonly dueAt?: string | undefined } | undefined {
  switch (status) {
    case 'drafted':
    case 'returned':
      return { owner: unseen ? 'enterprise' : 'park-operator', dueAt: expiresAt };
    case 'in-review':
      return { owner: 'task-force', dueAt: reviewDueAt };
    case 'approved-in-group':
      return { owner: 'task-force' };
    case 'approved':
      return { owner: 'park-operator', dueAt: contractDueAt };
    default:
      return undefined;
  }
}

/** When it wants attention next, if it ever does by itself. */
export function dueAtOf({
  status,
  expiresAt,
  reviewDueAt,
  overdue,
  contractDueAt,
}: Application): string | undefined {
  if (status === 'drafted' || status === 'returned') return expiresAt;
  if (status === 'in-review') return overdue ? undefined : reviewDueAt;
  return status === 'approved' ? contractDueAt : undefined;
}
