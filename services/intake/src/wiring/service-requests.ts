import {
  type Chassis,
  makeCommandCase,
  makeSweepDue,
  parkedCases,
  readCases,
  type RoutePlugin,
  type ScheduledJob,
} from '@yuanqu/service-kit';
import { parkExists } from '../adapters/applications/application-lookups.ts';
import { readSpaceOf } from '../adapters/service-requests/held-space.ts';
import type { ServiceRequest } from '../domain/service-requests/service-request.ts';
import { serviceRequestRoutes } from '../http/service-requests/service-request-routes.ts';
import { makeCommandServiceRequest } from '../usecases/service-requests/command-service-request.ts';
import { serviceRequestKind } from '../usecases/service-requests/service-request-kind.ts';

/** What tenants ask of their park. */
export function serviceRequests({
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
  const command = makeCommandCase(serviceRequestKind, deciding);
  const sweep = makeSweepDue(serviceRequestKind, { ...deciding, pool, log });
  return {
    routes: serviceRequestRoutes(
      readCases<ServiceRequest>(pool, serviceRequestKind.name),
      makeCommandServiceRequest({ db: pool, command, clock, parkExists, readSpaceOf }),
    ),
    jobs: [
      {
        name: 'service-request-deadlines',
        cron: '* * * * *',
        run: async (signal) => void (await sweep(signal)),
        parked: parkedCases(pool, serviceRequestKind),
      },
    ],
  };
}
