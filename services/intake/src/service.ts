import { publishedBy } from '@yuanqu/events';
import { type Chassis, defineService, type ScheduledJob } from '@yuanqu/service-kit';
import { loadBatch } from './adapters/batch-reader.ts';
import { batchTransaction } from './adapters/batch-transaction.ts';
import { saveBatch } from './adapters/batch-writer.ts';
import { commitMetrics } from './adapters/commit-metrics.ts';
import { listParks, readParkTree } from './adapters/park-repository.ts';
import { parksOperated } from './adapters/parks-operated.ts';
import { PrismaClient } from './adapters/prisma/generated/client.ts';
import { purgeUpdateIds } from './adapters/purge-update-ids.ts';
import { markClients } from './adapters/revoked-clients.ts';
import {
  listUnits,
  listUnitsOf,
  readUnit,
  readUnitGroups,
  readUnitHistory,
} from './adapters/unit-queries.ts';
import { IntakeSettings } from './config.ts';
import { onClientEvents } from './consumers/on-client-events.ts';
import { makeLoadDemo } from './demo/load-demo.ts';
import { contractReach } from './http/contract-reach.ts';
import { occupancyRoutes } from './http/occupancy-routes.ts';
import { parkRoutes } from './http/park-routes.ts';
import { unitRoutes } from './http/unit-routes.ts';
import { registryRoutes } from './wiring/registry.ts';
import { makeDescribePark, makeDescribeParks } from './usecases/describe-parks.ts';
import { makeForgetUpdateIds } from './usecases/forget-update-ids.ts';
import { makeGroupCommit } from './usecases/group-commit.ts';
import type { SettlingPorts } from './usecases/ports.ts';
import { makeSettleUpdates } from './usecases/settle-updates.ts';
import { desk } from './wiring/desk.ts';
import { snapshots } from './wiring/snapshots.ts';

/** Parks, buildings, units and what operators observe of them. */
export const intake = defineService({
  name: 'intake',
  purpose:
    'What there is and what goes on in the parks: buildings and units, operators, enterprises and their figures, the stream of observed occupancy, and the desk: applications, tenancies, demand, claims and service requests.',
  settings: IntakeSettings,
  migrations: new URL('../prisma/migrations/', import.meta.url),
  events: publishedBy('intake'),
  assemble: ({ settings, pool, prismaAdapter, transaction, outbox, clock, jobs, metrics, stopping, log }) => {
    const prisma = new PrismaClient({ adapter: prismaAdapter() });
    const commits = commitMetrics(metrics);
    const settling: SettlingPorts = {
      transaction: batchTransaction(transaction),
      load: loadBatch,
      save: saveBatch,
      append: outbox.append,
      clock,
    };
    const loadDemo = makeLoadDemo({ ...settling, transaction });
    const groupCommit = makeGroupCommit({
      settleUpdates: makeSettleUpdates(settling),
      maxBatchLines: settings.YUANQU_INTAKE_BATCH_LINES,
      maxDelayMs: settings.YUANQU_INTAKE_BATCH_DELAY_MS,
      maxWaitingLines: settings.YUANQU_INTAKE_WAITING_LINES,
      observe: commits.observe,
    });
    commits.watch(groupCommit);
    const { routes: deskRoutes, jobs: deskJobs, consumers } = desk({ pool, transaction, outbox, clock, log });
    const retelling = snapshots({ pool, transaction, outbox, clock, jobs });

    return {
      narrow: contractReach(parksOperated(pool), clock),
      routes: [
        parkRoutes({
          clock,
          describeParks: makeDescribeParks(listParks(prisma), readUnitGroups(pool, clock)),
          describePark: makeDescribePark(readParkTree(prisma), readUnitGroups(pool, clock)),
        }),
        unitRoutes({
          clock,
          listUnits: listUnits(pool, clock),
          readUnit: readUnit(pool),
          readUnitHistory: readUnitHistory(pool),
          listUnitsOf: listUnitsOf(pool),
        }),
        ...registryRoutes({ pool, transaction, outbox, clock }),
        ...deskRoutes,
        ...retelling.routes,
        occupancyRoutes({
          groupCommit,
          maxLines: settings.YUANQU_INTAKE_BATCH_LINES,
          idleMs: settings.YUANQU_INTAKE_STREAM_IDLE_MS,
          patienceMs: settings.YUANQU_INTAKE_PATIENCE_MS,
          maxStreams: settings.YUANQU_INTAKE_STREAMS,
          stopping,
        }),
      ],
      consumers: [onClientEvents(markClients), ...consumers],
      jobs: [...deskJobs, forgettingUpdateIds({ pool, clock, log })],
      background: [
        ...retelling.background,
        {
          name: 'demo district',
          start: async () => {
            if (settings.YUANQU_DEMO && (await loadDemo())) log.info({}, 'demo district loaded');
          },
        },
        { name: 'group commit', stop: groupCommit.idle },
      ],
    };
  },
});

function forgettingUpdateIds({ pool, clock, log }: Pick<Chassis, 'pool' | 'clock' | 'log'>): ScheduledJob {
  const forget = makeForgetUpdateIds((before, signal) => purgeUpdateIds(pool, before, signal), clock);
  return {
    name: 'forget-update-ids',
    cron: '30 3 * * *',
    run: async (signal) => log.info({ forgotten: await forget(signal) }, 'old update ids forgotten'),
  };
}
