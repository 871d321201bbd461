import {
  incentiveClaimChecked,
  incentiveClaimEnded,
  incentiveClaimGranted,
  incentiveClaimKept,
  incentiveClaimOverdue,
  incentiveClaimProofAsked,
  incentiveClaimProofComplete,
  incentiveClaimRefused,
  incentiveClaimRevoked,
  incentiveClaimSubmitted,
  type NewEvent,
  newEvent,
} from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import { claimDecider } from '../../domain/incentive-claims/claim-decider.ts';
import type { ClaimCommand, ClaimFact } from '../../domain/incentive-claims/claim-facts.ts';
import { dueAtOf, type IncentiveClaim } from '../../domain/incentive-claims/incentive-claim.ts';

/** Claims as they are kept, and what others hear of them. */
export const incentiveClaimKind: CaseKind<IncentiveClaim, ClaimCommand, ClaimFact> = {
  name: 'incentive-claim',
  decider: claimDecider,
  headOf: (claim) => ({
    status: claim.status,
    park: claim.park,
    party: claim.tenant.uscc,
    dueAt: dueAtOf(claim),
  }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: (step) => {
    const event = eventOf(step);
    return event ? [event] : [];
  },
};

type Step = CaseStep<IncentiveClaim, ClaimFact>;

function eventOf(step: Step): NewEvent | undefined {
  return decisionOf(step) ?? waitingOf(step) ?? endOf(step);
}

/** What was decided on a claim. */
function decisionOf({ id, revision, fact, state, deed }: Step): NewEvent | undefined {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const about = aboutOf(id, state);
  const { grant, revocation } = state;
  switch (fact.kind) {
    case 'granted': {
      const data = { ...about, kind: state.incentive.kind, amountFen: fact.amountFen };
      return newEvent(incentiveClaimGranted, { ...envelope, data });
    }
    case 'refused':
      return newEvent(incentiveClaimRefused, { ...envelope, data: { ...about, reason: fact.reason } });
    case 'revoked': {
      const data = { ...about, amountFen: grant?.amountFen ?? '0', reason: revocation?.reason ?? '' };
      return newEvent(incentiveClaimRevoked, { ...envelope, data });
    }
    case 'kept':
      return newEvent(incentiveClaimKept, {
        ...envelope,
        data: { ...about, amountFen: grant?.amountFen ?? '0' },
      });
    default:
      return undefined;
  }
}

/** What has a claim wait for somebody, until when. */
function waitingOf({ id, revision, fact, state, deed }: Step): NewEvent | undefined {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const about = aboutOf(id, state);
  switch (fact.kind) {
    case 'claimed':
      return newEvent(incentiveClaimSubmitted, { ...envelope, data: { ...about, ...dueOf(fact) } });
    case 'proof-complete':
      return newEvent(incentiveClaimProofComplete, { ...envelope, data: { ...about, ...dueOf(fact) } });
    case 'proof-asked': {
      const data = { ...about, reason: fact.reason, ...dueOf(fact) };
      return newEvent(incentiveClaimProofAsked, { ...envelope, data });
    }
    case 'checked': {
      const { met, amountFen } = fact;
      return newEvent(incentiveClaimChecked, {
        ...envelope,
        data: { ...about, met, amountFen, ...dueOf(fact) },
      });
    }
    case 'overdue':
      return newEvent(incentiveClaimOverdue, { ...envelope, data: { ...about, ...waitOf(state, deed.at) } });
    default:
      return undefined;
  }
}

/** How a claim ended without a decision. */
function endOf({ id, revision, fact, state, deed }: Step): NewEvent | undefined {
  if (fact.kind !== 'withdrawn' && fact.kind !== 'expired' && fact.kind !== 'cancelled') return undefined;
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  return newEvent(incentiveClaimEnded, { ...envelope, data: { ...aboutOf(id, state), how: fact.kind } });
}

const aboutOf = (
  id: string,
  { park, tenant, tenancy, policyVersion, incentive, from, until }: IncentiveClaim,
) => ({
  claim: id,
  park,
  tenant: tenant.name,
  ...(tenant.uscc !== undefined && { uscc: tenant.uscc }),
  tenancy,
  policyVersion,
  incentive: incentive.code,
  incentiveZh: incentive.zh,
  incentiveEn: incentive.en,
  from,
  until,
});

const dueOf = ({ dueBy }: { readonly dueBy?: string }) => (dueBy === undefined ? {} : { dueBy });

const waits = { 'proof-given': 'check', checked: 'grant', 'revocation-proposed': 'revocation' } as const;

const waitOf = ({ status, dueBy }: IncentiveClaim, at: Date) => ({
  waitsFor: waits[status as keyof typeof waits] ?? 'check',
  dueBy: dueBy ?? at.toISOString(),
});
