import {
  type Chassis,
  makeCommandCase,
  type OnCase,
  readCases,
  type RoutePlugin,
  type ScheduledJob,
} from '@yuanqu/service-kit';
import * as queries from '../adapters/demand/demand-queries.ts';
import { listParkNames } from '../adapters/demand/park-names.ts';
import type { Demand } from '../domain/demand/demand.ts';
import { demandRoutes } from '../http/demand/demand-routes.ts';
import { demandKind } from '../usecases/demand/demand-kind.ts';
import { makeProposeParks } from '../usecases/demand/propose-parks.ts';
import { makeServeDemands } from '../usecases/demand/serve-demands.ts';
import { readPolicyInForce } from '../usecases/policies/read-policy-in-force.ts';

/** Space for approved applications: offered in turn, or missing and spilling over. */
export function demand({
  pool,
  transaction,
  outbox,
  clock,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock'>): {
  readonly routes: readonly RoutePlugin[];
  readonly jobs: readonly ScheduledJob[];
} {
  const deciding = { transaction, append: outbox.append, clock };
  const command = makeCommandCase(demandKind, deciding);
  const { readFreeSpace } = queries;
  return {
    routes: demandRoutes({
      cases: readCases<Demand>(pool, demandKind.name),
      decline: ({ id, expected, who }: OnCase, reason) =>
        command(id, { kind: 'decline', reason, at: clock().toISOString() }, who, { expected }),
      proposeParks: makeProposeParks({ db: pool, clock, readPolicyInForce, readFreeSpace, listParkNames }),
    }),
    jobs: [
      { name: 'serve-demands', cron: '* * * * *', run: makeServeDemands({ ...deciding, pool, ...queries }) },
    ],
  };
}
