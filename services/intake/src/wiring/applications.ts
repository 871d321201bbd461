import {
  type Chassis,
  makeSweepDue,
  parkedCases,
  readCases,
  type RoutePlugin,
  type ScheduledJob,
} from '@yuanqu/service-kit';
import { parkExists, readRegistered } from '../adapters/applications/application-lookups.ts';
import { findOwnGroups } from '../adapters/applications/own-groups.ts';
import type { ApplicationGroup } from '../domain/applications/application-group.ts';
import type { Application } from '../domain/applications/application.ts';
import { applicationChangeRoutes } from '../http/applications/application-change-routes.ts';
import { applicationGroupRoutes } from '../http/applications/application-group-routes.ts';
import { applicationContactRoutes, applicationRoutes } from '../http/applications/application-routes.ts';
import { applicationGroupKind } from '../usecases/applications/application-group-kind.ts';
import { applicationKind } from '../usecases/applications/application-kind.ts';
import { makeDecideApplication } from '../usecases/applications/decide-application.ts';
import { makeEnterApplication } from '../usecases/applications/enter-application.ts';
import { makeGroupApplications } from '../usecases/applications/group-applications.ts';
import { makeListGroups } from '../usecases/applications/list-groups.ts';
import { handleApplication } from '../usecases/applications/handle-application.ts';
import { readPolicyInForce } from '../usecases/policies/read-policy-in-force.ts';

/** Applications to move in, alone and in groups. */
export function applications({
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
  const ports = { ...deciding, readPolicyInForce, readRegistered, parkExists };
  const cases = readCases<Application>(pool, applicationKind.name);
  const sweep = makeSweepDue(applicationKind, { ...deciding, pool, log, handle: handleApplication });
  const sweepGroups = makeSweepDue(applicationGroupKind, { ...deciding, pool, log });
  return {
    routes: [
      applicationRoutes(cases),
      applicationContactRoutes(cases),
      applicationChangeRoutes({
        read: cases.read,
        enter: makeEnterApplication(ports),
        decide: makeDecideApplication(ports),
      }),
      ...applicationGroupRoutes({
        cases: readCases<ApplicationGroup>(pool, applicationGroupKind.name),
        list: makeListGroups(pool, findOwnGroups),
        readApplication: cases.read,
        groups: makeGroupApplications(ports),
      }),
    ],
    jobs: [
      {
        name: 'application-deadlines',
        cron: '* * * * *',
        run: async (signal) => {
          await sweep(signal);
          await sweepGroups(signal);
        },
        parked: parkedCases(pool, applicationKind),
      },
    ],
  };
}
