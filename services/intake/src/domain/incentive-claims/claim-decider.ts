import { AppError, type Decider } from '@yuanqu/domain';
import { assessClaim } from './assess-claim.ts';
import type { ClaimCommand, ClaimFact } from './claim-facts.ts';
import { notNow, claimTransitions } from './claim-transitions.ts';
import { evolveClaim } from './evolve-claim.ts';
import { neverGranted } from './never-granted.ts';
import {
  type ClaimContent,
  type ClaimStatus,
  type ConditionOutcome,
  deadlineOf,
  dueAtOf,
  type GivenProof,
  type IncentiveClaim,
  missingProofs,
  openClaimStatuses,
  proofsOf,
} from './incentive-claim.ts';

/**
 * The transition table says what is possible when; what is decided here is the rest. Codes: `incentive-claim.unknown`,
 * `incentive-claim.not-now`, `.months-off`, `.granted-already`, `.claimed-already`, `.unknown-proof`, `.verdict-missing`, `.own-entry`, `.not-met`, `.changed-since-check`.
 */
export const claimDecider: Decider<IncentiveClaim | undefined, ClaimCommand, ClaimFact> = {
  initial: undefined,
  decide: (claim, command) => {
    if (command.kind === 'claim') return claim ? notNow(claim) : open(command);
    if (!claim) return unknownClaim;
    if (command.kind === 'time-passed') return timePassed(claim, command.at);
    if (command.kind === 'end-with-tenancy')
      return openClaimStatuses.includes(claim.status) ? [{ kind: 'cancelled', reason: command.reason }] : [];
    if (!claimTransitions[claim.status].includes(command.kind)) return notNow(claim);
    return (decisions[command.kind] as Decide)(claim, command);
  },
  evolve: evolveClaim,
};

type Command<Kind extends ClaimCommand['kind']> = Extract<ClaimCommand, { readonly kind: Kind }>;
type Decision = readonly ClaimFact[] | AppError;
type Decide = (claim: IncentiveClaim, command: ClaimCommand) => Decision;

function open({ content, proofs, stands, by, at }: Command<'claim'>): Decision {
  const { kind, months: most } = content.incentive;
  const isOff = content.months > most || (kind === 'subsidy' && content.months < most);
  if (isOff) return monthsOff(content);
  const never = neverGranted(content, stands);
  if (never) return never;
  const claimed = { kind: 'claimed', content, by, ...due('claimed', at) } as const;
  const given = proofs.length === 0 ? [] : giveProof({ ...content, proofs: [] }, proofs, at);
  return given instanceof AppError ? given : [claimed, ...given];
}

/** As soon as all documents are there, it is for the task force to check them. */
function giveProof(
  claim: Pick<IncentiveClaim, 'incentive' | 'proofs'> & { readonly status?: ClaimStatus },
  proofs: readonly GivenProof[],
  at: string,
): Decision {
  const names = proofsOf(claim.incentive).map(({ code }) => code);
  const unknown = proofs.find(({ code }) => !names.includes(code));
  if (unknown) return unknownProof(unknown.code, names);
  const isComplete = missingProofs(claim, [...claim.proofs, ...proofs]).length === 0;
  const given = { kind: 'proof-given', proofs } as const;
  return isComplete && claim.status !== 'proof-given'
    ? [given, { kind: 'proof-complete', ...due('proof-given', at) }]
    : [given];
}

const decisions: {
  readonly [Kind in Exclude<ClaimCommand['kind'], 'claim' | 'time-passed' | 'end-with-tenancy'>]: (
    claim: IncentiveClaim,
    command: Command<Kind>,
  ) => Decision;
} = {
  'give-proof': (claim, { proofs, at }) => giveProof(claim, proofs, at),
  'ask-proof': (_, { reason, by, at }) => [{ kind: 'proof-asked', reason, by, ...due('proof-asked', at) }],
  check: (claim, { verdicts, basis, by, at }) => {
    const names = proofsOf(claim.incentive).map(({ code }) => code);
    const unknown = verdicts.find(({ code }) => !names.includes(code));
    if (unknown) return unknownProof(unknown.code, names);
    const unjudged = names.filter((name) => verdicts.filter(({ code }) => code === name).length !== 1);
    if (unjudged.length > 0) return verdictMissing(unjudged);
    return enteredBy(claim, by)
      ? ownEntry
      : [{ kind: 'checked', by, verdicts, ...assessClaim(claim, basis, verdicts), ...due('checked', at) }];
  },
  grant: (claim, { basis, by }) => {
    const { check } = claim;
    if (enteredBy(claim, by) || check?.by === by) return ownEntry;
    // What was checked may have changed since: the contract, or what else was granted.
    const { conditions, met, amountFen } = assessClaim(claim, basis, check?.verdicts ?? []);
    if (!met) return notMet(conditions);
    return amountFen === check?.amountFen ? [{ kind: 'granted', by, amountFen }] : changedSinceCheck;
  },
  refuse: (claim, { reason, by }) => (enteredBy(claim, by) ? ownEntry : [{ kind: 'refused', reason, by }]),
  withdraw: () => [{ kind: 'withdrawn' }],
  'propose-revocation': (_, { reason, by, at }) => [
    { kind: 'revocation-proposed', reason, by, ...due('revocation-proposed', at) },
  ],
  revoke: ({ revocation }, { by }) => (revocation?.proposedBy === by ? ownEntry : [{ kind: 'revoked', by }]),
  keep: ({ revocation }, { by }) => (revocation?.proposedBy === by ? ownEntry : [{ kind: 'kept', by }]),
};

const enteredBy = ({ claimedBy, proofs }: IncentiveClaim, by: string): boolean =>
  claimedBy === by || proofs.some((proof) => proof.by === by);

/** Without proof a claim lapses; whoever has to decide is told of it and still has to. */
function timePassed(claim: IncentiveClaim, at: string): readonly ClaimFact[] {
  const dueAt = dueAtOf(claim);
  if (dueAt === undefined || dueAt > at) return [];
  const isClaimants = claim.status === 'claimed' || claim.status === 'proof-asked';
  return [{ kind: isClaimants ? 'expired' : 'overdue' }];
}

function due(status: ClaimStatus, at: string): { readonly dueBy?: string } {
  const dueBy = deadlineOf(status, at);
  return dueBy === undefined ? {} : { dueBy };
}

export const unknownClaim = new AppError(
  'incentive-claim.unknown',
  'not-found',
  '没有该政策兑现申请。 There is no such claim in your reach; GET /incentive-claims lists them.',
);

const monthsOff = ({ incentive: { kind, months } }: ClaimContent): AppError =>
  new AppError(
    'incentive-claim.months-off',
    'invalid',
    kind === 'subsidy'
      ? `补贴按整期申请，须为 ${months} 个月。 A subsidy is claimed for its whole time, ${months} months.`
      : `至多申请 ${months} 个月。 At most ${months} months can be claimed.`,
    { errors: [{ pointer: '/months', code: 'months', detail: `the incentive is for ${months}` }] },
  );

const unknownProof = (code: string, names: readonly string[]): AppError =>
  new AppError(
    'incentive-claim.unknown-proof',
    'invalid',
    `该政策不需要材料 ${code}，所需材料：${names.join('、')}。 The incentive asks for no proof ${code}; it asks for ${names.join(', ')}.`,
    { proofs: [...names] },
  );

const verdictMissing = (proofs: readonly string[]): AppError =>
  new AppError(
    'incentive-claim.verdict-missing',
    'invalid',
    `每份材料须有且只有一个核验结论，请补正：${proofs.join('、')}。 Each proof is judged once: accepted or not; look again at ${proofs.join(', ')}.`,
    { proofs: [...proofs] },
  );

const ownEntry = new AppError(
  'incentive-claim.own-entry',
  'forbidden',
  '申请、核验、兑现以及撤销的提出与确认须由不同人员办理。 Nobody decides on what they entered: claiming, checking and granting, and both steps of a revocation, are done by different people.',
);

const notMet = (conditions: readonly ConditionOutcome[]): AppError => {
  const failed = conditions.filter(({ result }) => result === 'failed');
  return new AppError(
    'incentive-claim.not-met',
    'conflict',
    `条件不符，不能兑现：${failed.map(({ sentence }) => sentence.zh).join('')} Conditions are not met: ${failed.map(({ sentence }) => sentence.en).join(' ')} Ask for other proof, or refuse the claim.`,
    { conditions: failed },
  );
};

const changedSinceCheck = new AppError(
  'incentive-claim.changed-since-check',
  'conflict',
  '核验后合同已变更，请重新核验。 The contract has changed since the check, and the amount with it; check it again.',
);
