import {
  type Chassis,
  makeSweepDue,
  parkedCases,
  readCases,
  type RoutePlugin,
  type ScheduledJob,
} from '@yuanqu/service-kit';
import { findOpenClaims } from '../adapters/incentive-claims/incentive-grants.ts';
import { findOpenTenancy, readKnownTenant } from '../adapters/tenancies/known-tenant.ts';
import {
  closeSettled,
  findMismatches,
  findUnentered,
  listMismatches,
  openTasks,
} from '../adapters/tenancies/status-mismatches.ts';
import { holdUnits, unitsOfFloors } from '../adapters/tenancies/tenancy-units.ts';
import { lockUnits } from '../adapters/unit-registry.ts';
import type { Tenancy } from '../domain/tenancies/tenancy.ts';
import { clearOutRoutes } from '../http/tenancies/clear-out-routes.ts';
import { mismatchRoutes } from '../http/tenancies/mismatch-routes.ts';
import { tenancyChangeRoutes } from '../http/tenancies/tenancy-change-routes.ts';
import { expiringTenancyRoutes, tenancyRoutes } from '../http/tenancies/tenancy-routes.ts';
import { makeEndClaims } from '../usecases/incentive-claims/end-claims.ts';
import { makeChangeTenancy } from '../usecases/tenancies/change-tenancy.ts';
import { makeCompareStatuses } from '../usecases/tenancies/compare-statuses.ts';
import { makeClearOutTenancy } from '../usecases/tenancies/clear-out-tenancy.ts';
import { makeEnterTenancy } from '../usecases/tenancies/enter-tenancy.ts';
import { makeHandleTenancy } from '../usecases/tenancies/handle-tenancy.ts';
import { makeListExpiring } from '../usecases/tenancies/list-expiring.ts';
import { tenancyKind } from '../usecases/tenancies/tenancy-kind.ts';

/** Who rents what, from the intent to the exit. */
export function tenancies({
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
  const cases = readCases<Tenancy>(pool, tenancyKind.name);
  const following = { holdUnits, endClaims: makeEndClaims(findOpenClaims) };
  const ports = { ...deciding, ...following, lockUnits, unitsOfFloors, readKnownTenant, findOpenTenancy };
  const sweep = makeSweepDue(tenancyKind, { ...deciding, pool, log, handle: makeHandleTenancy(following) });
  const compare = makeCompareStatuses({
    ...deciding,
    findMismatches,
    findUnentered,
    openTasks,
    closeSettled,
  });
  return {
    routes: [
      tenancyRoutes(cases),
      mismatchRoutes((park) => listMismatches(pool)(park, clock())),
      expiringTenancyRoutes(makeListExpiring(cases.list, clock)),
      tenancyChangeRoutes(cases.read, makeEnterTenancy(ports), makeChangeTenancy(ports)),
      clearOutRoutes(cases.read, makeClearOutTenancy(ports)),
    ],
    jobs: [
      {
        name: 'tenancy-deadlines',
        cron: '* * * * *',
        run: async (signal) => void (await sweep(signal)),
        parked: parkedCases(pool, tenancyKind),
      },
      {
        name: 'compare-statuses',
        cron: '30 2 * * *',
        run: async (signal) => log.info(await compare(signal), 'observed and legal states compared'),
      },
    ],
  };
}
