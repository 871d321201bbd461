import type { ClaimFact } from './claim-facts.ts';
import type { ClaimStatus, GivenProof, IncentiveClaim } from './incentive-claim.ts';

/** The claim after a fact. */
export function evolveClaim(claim: IncentiveClaim | undefined, fact: ClaimFact): IncentiveClaim | undefined {
  if (fact.kind === 'claimed')
    return {
      ...fact.content,
      status: 'claimed',
      claimedBy: fact.by,
      proofs: [],
      overdue: false,
      ...dueOf(fact.dueBy),
    };
  return claim && evolve(claim, fact);
}

function evolve(
  claim: IncentiveClaim,
  fact: Exclude<ClaimFact, { readonly kind: 'claimed' }>,
): IncentiveClaim {
  switch (fact.kind) {
    case 'proof-given':
      return { ...claim, proofs: withProofs(claim.proofs, fact.proofs) };
    case 'proof-complete':
      return entered(claim, 'proof-given', fact.dueBy);
    case 'proof-asked':
      return { ...entered(claim, 'proof-asked', fact.dueBy), asked: fact.reason };
    case 'checked': {
      const { kind: _, dueBy: __, ...check } = fact;
      return { ...entered(claim, 'checked', fact.dueBy), check };
    }
    case 'granted':
      return { ...entered(claim, 'granted'), grant: { by: fact.by, amountFen: fact.amountFen } };
    case 'refused':
    case 'cancelled':
      return { ...entered(claim, fact.kind), ended: fact.reason };
    case 'withdrawn':
    case 'expired':
      return entered(claim, fact.kind);
    case 'revocation-proposed':
      return {
        ...entered(claim, 'revocation-proposed', fact.dueBy),
        revocation: { reason: fact.reason, proposedBy: fact.by },
      };
    case 'revoked': {
      const { revocation } = claim;
      return {
        ...entered(claim, 'revoked'),
        ...(revocation && { revocation: { ...revocation, confirmedBy: fact.by } }),
      };
    }
    case 'kept': {
      const { revocation: _, ...kept } = entered(claim, 'granted');
      return kept;
    }
    case 'overdue':
      return { ...claim, overdue: true };
  }
}

/** In another status its deadline is another, or none. */
function entered(claim: IncentiveClaim, status: ClaimStatus, dueBy?: string): IncentiveClaim {
  const { dueBy: _, ...rest } = claim;
  return { ...rest, status, overdue: false, ...dueOf(dueBy) };
}

const dueOf = (dueBy: string | undefined) => (dueBy === undefined ? {} : { dueBy });

/** One document of a name; a later one replaces it. */
const withProofs = (before: readonly GivenProof[], given: readonly GivenProof[]): readonly GivenProof[] => [
  ...before.filter(({ code }) => !given.some((proof) => proof.code === code)),
  ...given,
];
