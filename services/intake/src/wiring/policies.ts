import {
  type Chassis,
  listCases,
  makeCommandCase,
  readCase,
  readSteps,
  type RoutePlugin,
} from '@yuanqu/service-kit';
import type { Policy } from '../domain/policies/policy.ts';
import { policyChangeRoutes } from '../http/policies/policy-change-routes.ts';
import { policyRoutes } from '../http/policies/policy-routes.ts';
import { makeCommandPolicy } from '../usecases/policies/command-policy.ts';
import { policyKind } from '../usecases/policies/policy-kind.ts';

/** The parks' rules of who may come and what they are given. */
export function policies({
  pool,
  transaction,
  outbox,
  clock,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock'>): { readonly routes: readonly RoutePlugin[] } {
  const { name } = policyKind;
  const command = makeCommandCase(policyKind, { transaction, append: outbox.append, clock });
  return {
    routes: [
      policyRoutes({
        list: listCases<Policy>(pool, name),
        read: readCase<Policy>(pool, name),
        steps: readSteps(pool, name),
      }),
      policyChangeRoutes(makeCommandPolicy({ command, clock })),
    ],
  };
}
