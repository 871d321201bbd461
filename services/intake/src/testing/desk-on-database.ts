import { AppError, type Clock } from '@yuanqu/domain';
import { createOutbox } from '@yuanqu/messaging';
import {
  type CaseFile,
  createLogger,
  makeCommandCase,
  makeSweepDue,
  makeTransaction,
  type OnCase,
} from '@yuanqu/service-kit';
import type { Pool } from 'pg';
import { parkExists, readRegistered } from '../adapters/applications/application-lookups.ts';
import * as demandQueries from '../adapters/demand/demand-queries.ts';
import * as grants from '../adapters/incentive-claims/incentive-grants.ts';
import { findOpenTenancy, readKnownTenant } from '../adapters/tenancies/known-tenant.ts';
import { holdUnits, unitsOfFloors } from '../adapters/tenancies/tenancy-units.ts';
import { lockUnits, saveCut } from '../adapters/unit-registry.ts';
import { applicationGroupKind } from '../usecases/applications/application-group-kind.ts';
import { applicationKind } from '../usecases/applications/application-kind.ts';
import { makeDecideApplication } from '../usecases/applications/decide-application.ts';
import { makeEnterApplication } from '../usecases/applications/enter-application.ts';
import { makeGroupApplications } from '../usecases/applications/group-applications.ts';
import { handleApplication } from '../usecases/applications/handle-application.ts';
import { makeMergeUnits, makeSplitUnit } from '../usecases/cut-units.ts';
import { demandKind } from '../usecases/demand/demand-kind.ts';
import { makeServeDemands } from '../usecases/demand/serve-demands.ts';
import { makeCommandClaim } from '../usecases/incentive-claims/command-claim.ts';
import { makeEndClaims } from '../usecases/incentive-claims/end-claims.ts';
import { incentiveClaimKind } from '../usecases/incentive-claims/incentive-claim-kind.ts';
import { makeCommandPolicy } from '../usecases/policies/command-policy.ts';
import { policyKind } from '../usecases/policies/policy-kind.ts';
import { readPolicyInForce } from '../usecases/policies/read-policy-in-force.ts';
import { makeChangeTenancy } from '../usecases/tenancies/change-tenancy.ts';
import { makeClearOutTenancy } from '../usecases/tenancies/clear-out-tenancy.ts';
import { makeEnterTenancy } from '../usecases/tenancies/enter-tenancy.ts';
import { makeHandleTenancy } from '../usecases/tenancies/handle-tenancy.ts';
import { tenancyKind } from '../usecases/tenancies/tenancy-kind.ts';

/** The desk's use cases on a database, without a service around them, at the clock's time. */
export function deskOnDatabase(pool: Pool, clock: Clock) {
  const outbox = createOutbox(
    () => undefined,
    () => 3,
  );
  const log = createLogger({ service: 'test', level: 'silent' });
  const deciding = { transaction: makeTransaction(pool), append: outbox.append, clock };
  const following = { holdUnits, endClaims: makeEndClaims(grants.findOpenClaims) };
  const choosing = { lockUnits, unitsOfFloors, readKnownTenant, findOpenTenancy };
  const tenancyPorts = { ...deciding, ...following, ...choosing };
  const applicationPorts = { ...deciding, readPolicyInForce, readRegistered, parkExists };
  const cutPorts = { ...deciding, lockUnits, saveCut };
  const sweeping = { ...deciding, pool, log };
  const sweeps = [
    makeSweepDue(tenancyKind, { ...sweeping, handle: makeHandleTenancy(following) }),
    makeSweepDue(applicationKind, { ...sweeping, handle: handleApplication }),
    makeSweepDue(applicationGroupKind, sweeping),
    makeSweepDue(incentiveClaimKind, sweeping),
  ];
  const commandDemand = makeCommandCase(demandKind, deciding);
  return {
    policies: makeCommandPolicy({
      command: makeCommandCase(policyKind, deciding),
      clock,
      db: pool,
      parkExists,
    }),
    enterApplication: makeEnterApplication(applicationPorts),
    groups: makeGroupApplications(applicationPorts),
    decideApplication: makeDecideApplication(applicationPorts),
    enterTenancy: makeEnterTenancy(tenancyPorts),
    changeTenancy: makeChangeTenancy(tenancyPorts),
    clearOutTenancy: makeClearOutTenancy(tenancyPorts),
    claims: makeCommandClaim({ ...deciding, ...grants }),
    splitUnit: makeSplitUnit(cutPorts),
    mergeUnits: makeMergeUnits(cutPorts),
    serveDemands: makeServeDemands({ ...deciding, pool, ...demandQueries }),
    declineDemand: ({ id, expected, who }: OnCase) =>
      commandDemand(id, { kind: 'decline', reason: 'r', at: clock().toISOString() }, who, { expected }),
    /** Lets every deadline that has come be dealt with. */
    sweep: async () => {
      for (const sweep of sweeps) await sweep();
    },
  };
}

export const onRevision = ({ id, revision }: CaseFile<unknown>, by: string): OnCase => ({
  id,
  expected: revision,
  who: { by, context: {} },
});

/** Does things at once and answers with what succeeded; what fails has to be a refusal with a code. */
export async function allAtOnce<T>(deeds: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const results = await Promise.allSettled(deeds.map((deed) => deed()));
  const faults = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  const bug = faults.find((fault) => !(fault instanceof AppError));
  if (bug !== undefined) throw bug;
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
