import { AppError, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import {
  type CaseFile,
  type Deed,
  handleCase,
  lockCase,
  type OnCase,
  readCase,
  type Who,
} from '@yuanqu/service-kit';
import type { ClaimBasis } from '../../domain/incentive-claims/assess-claim.ts';
import { unknownClaim } from '../../domain/incentive-claims/claim-decider.ts';
import type { ClaimCommand } from '../../domain/incentive-claims/claim-facts.ts';
import { monthNumbers, periodOf } from '../../domain/incentive-claims/claim-period.ts';
import type {
  ClaimContent,
  GivenProof,
  IncentiveClaim,
  Verdict,
} from '../../domain/incentive-claims/incentive-claim.ts';
import type { ClaimedBefore } from '../../domain/incentive-claims/never-granted.ts';
import type { Policy } from '../../domain/policies/policy.ts';
import { unknownTenancy } from '../../domain/tenancies/tenancy-decider.ts';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';
import { policyKind } from '../policies/policy-kind.ts';
import { tenancyKind } from '../tenancies/tenancy-kind.ts';
import type { ClaimPorts } from './claim-ports.ts';
import { incentiveClaimKind } from './incentive-claim-kind.ts';

export type ShownProof = Omit<GivenProof, 'by'>;

export interface Claimed {
  readonly park: string;
  readonly tenancy: string;
  readonly policy: string;
  readonly incentive: string;
  /** Of the tenancy; the first unless another is given. */
  readonly firstMonth?: number | undefined;
  /** As many as the incentive is for, unless fewer are given. */
  readonly months?: number | undefined;
  readonly proofs?: readonly ShownProof[] | undefined;
}

/** Sees the tenancy that a claim is for, and throws where the caller has nothing to do with it. */
export type CheckTenancy = (tenancy: CaseFile<Tenancy>) => void;

/**
 * Claims, proof, check, grant, revocation. Each step locks the tenancy before the claim, as its end does. Errors: those of
 * the decider, `incentive-claim.no-such-incentive`, `.tenancy-not-in-force`, `tenancy.unknown`.
 */
export const makeCommandClaim = (ports: ClaimPorts) => {
  const { transaction, append, clock, holdMonths } = ports;
  const give = ({ id, expected, who }: OnCase, given: (at: string, tx: Executor) => Promise<ClaimCommand>) =>
    transaction(async (tx) => {
      const deed = { ...who, at: clock() };
      const command = await given(deed.at.toISOString(), tx);
      const { file, events } = await handleCase(tx, incentiveClaimKind, id, command, deed, { expected });
      await holdMonths(tx, id, file.state);
      await append(tx, events);
      return file;
    });
  const plain = (on: OnCase, command: (at: string) => ClaimCommand) =>
    give(on, (at) => Promise.resolve(command(at)));
  return {
    claim: (claimed: Claimed, who: Who, mayClaimFor: CheckTenancy) =>
      transaction(async (tx) => {
        const deed = { ...who, at: clock() };
        const { file, events } = await claim(ports, tx, claimed, deed, mayClaimFor);
        await append(tx, events);
        return file;
      }),
    giveProof: (on: OnCase, proofs: readonly ShownProof[]) =>
      plain(on, (at) => ({ kind: 'give-proof', proofs: shownBy(proofs, on.who), at })),
    askProof: (on: OnCase, reason: string) =>
      plain(on, (at) => ({ kind: 'ask-proof', reason, by: on.who.by, at })),
    check: (on: OnCase, verdicts: readonly Verdict[]) =>
      give(on, async (at, tx) => ({
        kind: 'check',
        verdicts,
        basis: await basisOf(ports, tx, on.id),
        by: on.who.by,
        at,
      })),
    grant: (on: OnCase) =>
      give(on, async (_, tx) => ({
        kind: 'grant',
        basis: await basisOf(ports, tx, on.id),
        by: on.who.by,
      })),
    refuse: (on: OnCase, reason: string) => plain(on, () => ({ kind: 'refuse', reason, by: on.who.by })),
    withdraw: (on: OnCase) => plain(on, () => ({ kind: 'withdraw' })),
    proposeRevocation: (on: OnCase, reason: string) =>
      plain(on, (at) => ({ kind: 'propose-revocation', reason, by: on.who.by, at })),
    decideRevocation: (on: OnCase, result: 'revoke' | 'keep') =>
      plain(on, () => ({ kind: result, by: on.who.by })),
  };
};

export type CommandClaim = ReturnType<typeof makeCommandClaim>;

async function claim(
  ports: ClaimPorts,
  tx: Executor,
  claimed: Claimed,
  deed: Deed,
  mayClaimFor: CheckTenancy,
) {
  const tenancy = await lockCase<Tenancy>(tx, tenancyKind.name, claimed.tenancy);
  if (!tenancy || tenancy.park !== claimed.park) throw unknownTenancy;
  mayClaimFor(tenancy);
  const id = newId(deed.at.getTime());
  const content = await contentOf(tx, claimed, tenancy);
  return handleCase(
    tx,
    incentiveClaimKind,
    id,
    {
      kind: 'claim',
      content,
      proofs: shownBy(claimed.proofs ?? [], deed),
      stands: await standing(ports, tx, id, content, tenancy.state),
      by: deed.by,
      at: deed.at.toISOString(),
    },
    deed,
  );
}

/** What was granted and claimed already, which nobody changes while the tenancy is locked. */
async function standing(
  { readGrantedMonths, findOpenClaims }: Pick<ClaimPorts, 'readGrantedMonths' | 'findOpenClaims'>,
  tx: Executor,
  id: string,
  { park, tenancy, incentive, from, until }: ClaimContent,
  { terms }: Tenancy,
): Promise<ClaimedBefore> {
  const read = readCase<IncentiveClaim>(tx, incentiveClaimKind.name);
  const open: { id: string; months: readonly number[] }[] = [];
  for (const other of await findOpenClaims(tx, park, tenancy)) {
    const state = (await read(other))?.state;
    if (state?.incentive.code === incentive.code) open.push({ id: other, months: monthNumbers(state) });
  }
  const grantedMonths = await readGrantedMonths(tx, { id, tenancy, incentive: incentive.code });
  return { term: terms ?? { from, until }, grantedMonths, open };
}

async function contentOf(
  tx: Executor,
  { park, policy: policyId, incentive: code, firstMonth = 1, months: wanted }: Claimed,
  { id, state: { status, terms, tenant } }: CaseFile<Tenancy>,
): Promise<ClaimContent> {
  if (!terms || (status !== 'signed' && status !== 'in-force')) throw notInForce(status);
  const policy = (await readCase<Policy>(tx, policyKind.name)(policyId))?.state;
  const isOfPark = policy?.status === 'published' && policy.park === park;
  const incentive = isOfPark ? policy.definition.incentives.find((one) => one.code === code) : undefined;
  if (!policy || !incentive) throw noSuchIncentive(code);
  const months = wanted ?? incentive.months;
  return {
    park,
    tenancy: id,
    tenant,
    policy: policyId,
    policyVersion: policy.version,
    policyEffectiveFrom: policy.effectiveFrom,
    incentive,
    firstMonth,
    months,
    ...periodOf(terms, firstMonth, months),
  };
}

/** The tenancy as it is, which nobody changes until the transaction ends. */
async function basisOf(
  { readGrantedMonths }: Pick<ClaimPorts, 'readGrantedMonths'>,
  tx: Executor,
  id: string,
): Promise<ClaimBasis> {
  const claimed = (await readCase<IncentiveClaim>(tx, incentiveClaimKind.name)(id))?.state;
  if (!claimed) throw unknownClaim;
  const { tenancy: tenancyId, incentive } = claimed;
  const tenancy = await lockCase<Tenancy>(tx, tenancyKind.name, tenancyId);
  if (!tenancy) throw unknownTenancy;
  const { status, tenant, units, terms } = tenancy.state;
  return {
    tenancy: { status, tenant, units, ...(terms && { terms }) },
    grantedMonths: await readGrantedMonths(tx, { id, tenancy: tenancyId, incentive: incentive.code }),
  };
}

const shownBy = (proofs: readonly ShownProof[], { by }: Who): readonly GivenProof[] =>
  proofs.map(({ code, reference, sha256 }) => ({ code, reference, sha256: sha256.toLowerCase(), by }));

const notInForce = (status: string): AppError =>
  new AppError(
    'incentive-claim.tenancy-not-in-force',
    'conflict',
    `入驻合同未签订或已终止（${status}），不能申请兑现。 The tenancy is ${status}; incentives are claimed for a contract that is signed and stands.`,
    { status },
  );

const noSuchIncentive = (code: string): AppError =>
  new AppError(
    'incentive-claim.no-such-incentive',
    'not-found',
    `该园区已发布的招商规定中没有政策 ${code}。 No published policy of this park with that id has an incentive ${code}; GET /published-policies lists them.`,
  );
