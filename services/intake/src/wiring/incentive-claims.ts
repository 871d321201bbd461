import {
  type Chassis,
  makeSweepDue,
  parkedCases,
  readCases,
  type RoutePlugin,
  type ScheduledJob,
} from '@yuanqu/service-kit';
import {
  findOpenClaims,
  holdMonths,
  readGrantedMonths,
} from '../adapters/incentive-claims/incentive-grants.ts';
import type { IncentiveClaim } from '../domain/incentive-claims/incentive-claim.ts';
import { incentiveClaimRoutes } from '../http/incentive-claims/incentive-claim-routes.ts';
import { makeCommandClaim } from '../usecases/incentive-claims/command-claim.ts';
import { incentiveClaimKind } from '../usecases/incentive-claims/incentive-claim-kind.ts';

/** What tenants claim of what the policies promise. */
export function incentiveClaims({
  pool,
  transaction,
  outbox,
  clock,
  log,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'log'>): {
  readonly routes: readonly RoutePlugin[];
  readonly jobs: readonly ScheduledJob[];
} {
  const deciding = { transaction, append: outbox.append, clock };
  const sweep = makeSweepDue(incentiveClaimKind, { ...deciding, pool, log });
  return {
    routes: incentiveClaimRoutes(
      readCases<IncentiveClaim>(pool, incentiveClaimKind.name),
      makeCommandClaim({ ...deciding, readGrantedMonths, holdMonths, findOpenClaims }),
    ),
    jobs: [
      {
        name: 'incentive-claim-deadlines',
        cron: '* * * * *',
        run: async (signal) => void (await sweep(signal)),
        parked: parkedCases(pool, incentiveClaimKind),
      },
    ],
  };
}
