import {
  type Chassis,
  makeCommandCase,
  readCases,
  type RoutePlugin,
  type ScheduledJob,
} from '@yuanqu/service-kit';
import { parkExists } from '../adapters/applications/application-lookups.ts';
import type { Policy } from '../domain/policies/policy.ts';
import { policyChangeRoutes } from '../http/policies/policy-change-routes.ts';
import { policyDryRunRoutes } from '../http/policies/policy-dry-run-routes.ts';
import { policyRoutes, publishedPolicyRoutes } from '../http/policies/policy-routes.ts';
import { makeCommandPolicy } from '../usecases/policies/command-policy.ts';
import { makeDryRunPolicy } from '../usecases/policies/dry-run-policy.ts';
import { policyKind } from '../usecases/policies/policy-kind.ts';

/** The parks' rules of who may come and what they are given. */
export function policies({
  pool,
  transaction,
  outbox,
  clock,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock'>): {
  readonly routes: readonly RoutePlugin[];
  readonly jobs: readonly ScheduledJob[];
} {
  const cases = readCases<Policy>(pool, policyKind.name);
  const command = makeCommandCase(policyKind, { transaction, append: outbox.append, clock });
  return {
    routes: [
      policyRoutes(cases),
      publishedPolicyRoutes(cases, clock),
      policyDryRunRoutes(cases.read, makeDryRunPolicy(pool)),
      policyChangeRoutes(makeCommandPolicy({ command, clock, db: pool, parkExists })),
    ],
    jobs: [],
  };
}
