import type { Clock } from '@yuanqu/domain';
import type { Executor, Outbox } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import type { IncentiveClaim } from '../../domain/incentive-claims/incentive-claim.ts';

/** The tenancy's months for which an incentive is granted by other claims than this. */
export type ReadGrantedMonths = (
  tx: Executor,
  claim: { readonly id: string; readonly tenancy: string; readonly incentive: string },
) => Promise<readonly number[]>;

/**
 * Makes the register of granted months what the claim says: takes those of a grant that stands, frees those of one that
 * was revoked. Throws `incentive-claim.granted-already` when another claim has one.
 */
export type HoldMonths = (tx: Executor, id: string, claim: IncentiveClaim) => Promise<void>;

/** A tenancy's claims that can still be decided. */
export type FindOpenClaims = (tx: Executor, park: string, tenancy: string) => Promise<readonly string[]>;

export interface ClaimPorts {
  readonly transaction: Transaction;
  readonly append: Outbox['append'];
  readonly clock: Clock;
  readonly readGrantedMonths: ReadGrantedMonths;
  readonly holdMonths: HoldMonths;
  readonly findOpenClaims: FindOpenClaims;
}
