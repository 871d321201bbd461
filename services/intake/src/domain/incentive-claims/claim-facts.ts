import type { Sentence } from '@yuanqu/domain';
import type { ClaimContent, ConditionOutcome, GivenProof, Verdict } from './incentive-claim.ts';
import type { ClaimBasis } from './assess-claim.ts';
import type { ClaimedBefore } from './never-granted.ts';

/** What may be done to a claim; times and what stands elsewhere are told, never read. */
export type ClaimCommand =
  | {
      readonly kind: 'claim';
      readonly content: ClaimContent;
      readonly proofs: readonly GivenProof[];
      readonly stands: ClaimedBefore;
      readonly by: string;
      readonly at: string;
    }
  | { readonly kind: 'give-proof'; readonly proofs: readonly GivenProof[]; readonly at: string }
  | { readonly kind: 'ask-proof'; readonly reason: string; readonly by: string; readonly at: string }
  | {
      readonly kind: 'check';
      readonly verdicts: readonly Verdict[];
      readonly basis: ClaimBasis;
      readonly by: string;
      readonly at: string;
    }
  | { readonly kind: 'grant'; readonly basis: ClaimBasis; readonly by: string }
  | { readonly kind: 'refuse'; readonly reason: string; readonly by: string }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'propose-revocation'; readonly reason: string; readonly by: string; readonly at: string }
  | { readonly kind: 'revoke'; readonly by: string }
  | { readonly kind: 'keep'; readonly by: string }
  | { readonly kind: 'end-with-tenancy'; readonly reason: string }
  | { readonly kind: 'time-passed'; readonly at: string };

/** What happened to one. A fact that has the claim wait for something says until when. */
export type ClaimFact =
  | {
      readonly kind: 'claimed';
      readonly content: ClaimContent;
      readonly by: string;
      readonly dueBy?: string;
    }
  | { readonly kind: 'proof-given'; readonly proofs: readonly GivenProof[] }
  | { readonly kind: 'proof-complete'; readonly dueBy?: string }
  | { readonly kind: 'proof-asked'; readonly reason: string; readonly by: string; readonly dueBy?: string }
  | {
      readonly kind: 'checked';
      readonly by: string;
      readonly verdicts: readonly Verdict[];
      readonly conditions: readonly ConditionOutcome[];
      readonly met: boolean;
      readonly amountFen: string;
      readonly reckoning: Sentence;
      readonly dueBy?: string;
    }
  | { readonly kind: 'granted'; readonly by: string; readonly amountFen: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly by: string }
  | { readonly kind: 'withdrawn' }
  | {
      readonly kind: 'revocation-proposed';
      readonly reason: string;
      readonly by: string;
      readonly dueBy?: string;
    }
  | { readonly kind: 'revoked'; readonly by: string }
  | { readonly kind: 'kept'; readonly by: string }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'overdue' };
