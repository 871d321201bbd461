import { formatInstant, type Sentence, workingCalendar } from '@yuanqu/domain';
import type { Incentive, IncentiveProof } from '../policies/policy-definition.ts';
import type { Tenant } from '../tenancies/tenancy.ts';

export const claimStatuses = [
  'claimed',
  'proof-asked',
  'proof-given',
  'checked',
  'granted',
  'revocation-proposed',
  'revoked',
  'refused',
  'withdrawn',
  'expired',
  'cancelled',
] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** A document that was shown: where it is kept, and its fingerprint, so that it cannot be exchanged. No file is stored. */
export interface GivenProof {
  readonly code: string;
  readonly reference: string;
  /** SHA-256 of the document, hexadecimal. */
  readonly sha256: string;
  readonly by: string;
}

/** What the checking person says of one document. */
export interface Verdict {
  readonly code: string;
  readonly accepted: boolean;
  readonly remark?: string;
}

/** One condition applied: what it saw, what came of it, said in both languages. */
export interface ConditionOutcome {
  readonly code: string;
  readonly input: string;
  readonly result: 'passed' | 'failed';
  readonly sentence: Sentence;
}

/** What an incentive of a policy version is claimed for; the incentive as the version has it. */
export interface ClaimContent {
  readonly park: string;
  readonly tenancy: string;
  readonly tenant: Tenant;
  readonly policy: string;
  readonly policyVersion: string;
  readonly policyEffectiveFrom: string;
  readonly incentive: Incentive;
  /** Months of the tenancy, the first being 1. */
  readonly firstMonth: number;
  readonly months: number;
  /** Their days, both included. */
  readonly from: string;
  readonly until: string;
}

/** A claim to what a policy promises (政策兑现). Instants are RFC 3339 text, amounts fen as decimal strings. */
export interface IncentiveClaim extends ClaimContent {
  readonly status: ClaimStatus;
  readonly claimedBy: string;
  readonly proofs: readonly GivenProof[];
  /** When what its status waits for has to be done. */
  readonly dueBy?: string;
  /** That time has passed and was told. */
  readonly overdue: boolean;
  /** What is still wanted of the claimant. */
  readonly asked?: string;
  readonly check?: {
    readonly by: string;
    readonly verdicts: readonly Verdict[];
    readonly conditions: readonly ConditionOutcome[];
    readonly met: boolean;
    readonly amountFen: string;
    readonly reckoning: Sentence;
  };
  readonly grant?: { readonly by: string; readonly amountFen: string };
  readonly revocation?: {
    readonly reason: string;
    readonly proposedBy: string;
    readonly confirmedBy?: string;
  };
  /** Why it was refused or cancelled. */
  readonly ended?: string;
}

/** Within how many working days what a status waits for is done: proof by the claimant, the rest by the task force. */
export const claimDeadlines: Readonly<Partial<Record<ClaimStatus, { readonly days: number }>>> = {
  claimed: { days: 20 },
  'proof-asked': { days: 10 },
  'proof-given': { days: 10 },
  checked: { days: 5 },
  'revocation-proposed': { days: 10 },
};

const calendar = workingCalendar();

/** The deadline of what a status waits for, when it is entered at that instant. */
export function deadlineOf(status: ClaimStatus, at: string): string | undefined {
  const days = claimDeadlines[status]?.days;
  return days === undefined ? undefined : formatInstant(calendar.deadline(new Date(at), days));
}

/** When it wants attention next, if it ever does by itself. */
export const dueAtOf = ({ dueBy, overdue }: IncentiveClaim): string | undefined =>
  overdue ? undefined : dueBy;

/** Whose turn it is, and until when: the tenant brings proofs, the task force checks and decides. */
export function turnOf({
  status,
  dueBy,
}: Pick<IncentiveClaim, 'status' | 'dueBy'>):
  | { readonly owner: string; readonly dueAt?: string | undefined }
  | undefined {
  if (status === 'claimed' || status === 'proof-asked') return { owner: 'enterprise', dueAt: dueBy };
  const isDecided = status !== 'proof-given' && status !== 'checked' && status !== 'revocation-proposed';
  return isDecided ? undefined : { owner: 'task-force', dueAt: dueBy };
}

/** The documents that an incentive wants, by name. */
export const proofsOf = ({ proofs, proof }: Incentive): readonly IncentiveProof[] =>
  proofs ?? [{ code: 'proof', zh: proof.slice(0, 200), en: proof.slice(0, 200) }];

/** Those that are not there yet. */
export const missingProofs = (
  { incentive }: Pick<ClaimContent, 'incentive'>,
  given: readonly Pick<GivenProof, 'code'>[],
): readonly IncentiveProof[] =>
  proofsOf(incentive).filter(({ code }) => !given.some((proof) => proof.code === code));

/** Those that can still be decided, and end with their tenancy. */
export const openClaimStatuses: readonly ClaimStatus[] = ['claimed', 'proof-asked', 'proof-given', 'checked'];

/** The months that nobody else can be granted: those of a grant that stands. */
export const holdsMonths = ({ status }: Pick<IncentiveClaim, 'status'>): boolean =>
  status === 'granted' || status === 'revocation-proposed';
