import {
  type Chassis,
  makeSweepDue,
  parkedCases,
  readCases,
  type RoutePlugin,
  type ScheduledJob,
} from '@yuanqu/service-kit';
import { lockMonth } from '../adapters/month-state-store.ts';
import { listIncidents, listObjectionsOfMonth } from '../adapters/objections/objection-queries.ts';
import { saveOverride } from '../adapters/override-store.ts';
import { listParks } from '../adapters/park-query.ts';
import { listRules } from '../adapters/rule-store.ts';
import { findTable } from '../adapters/table-store.ts';
import type { Incident } from '../domain/incidents/incident.ts';
import type { Objection } from '../domain/objections/objection.ts';
import { incidentRoutes } from '../http/incidents/incident-routes.ts';
import { objectionRoutes } from '../http/objections/objection-routes.ts';
import { makeCommandIncident } from '../usecases/incidents/command-incident.ts';
import { incidentKind } from '../usecases/incidents/incident-kind.ts';
import { makeCommandObjection } from '../usecases/objections/command-objection.ts';
import { objectionKind } from '../usecases/objections/objection-kind.ts';

/** What people enter about a month: incidents that cost points, and objections to what was closed. */
export function monthCases({
  pool: db,
  transaction,
  outbox,
  clock,
  log,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'log'>): {
  readonly routes: readonly RoutePlugin[];
  readonly jobs: readonly ScheduledJob[];
} {
  const deciding = { transaction, append: outbox.append, clock };
  const incidents = readCases<Incident>(db, incidentKind.name);
  const objections = readCases<Objection>(db, objectionKind.name);
  const sweep = makeSweepDue(objectionKind, { ...deciding, pool: db, log });
  return {
    routes: [
      ...incidentRoutes(incidents, makeCommandIncident({ ...deciding, db, lockMonth, listParks, listRules })),
      ...objectionRoutes(
        objections,
        makeCommandObjection({
          ...deciding,
          read: objections.read,
          lockMonth,
          findTable,
          listObjectionsOfMonth,
          listIncidents,
          saveOverride,
        }),
      ),
    ],
    jobs: [
      {
        name: 'objection-deadlines',
        cron: '* * * * *',
        run: async (signal) => void (await sweep(signal)),
        parked: parkedCases(db, objectionKind),
      },
    ],
  };
}
