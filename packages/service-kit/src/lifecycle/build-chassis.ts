import { PrismaPg } from '@prisma/adapter-pg';
import type { Clock } from '@yuanqu/domain';
import { topicNamed } from '@yuanqu/events';
import { type Bus, type CrashPoint, createOutbox, type Messaging, startRelaying } from '@yuanqu/messaging';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Static, TObject } from 'typebox';
import { makeAuditTrail } from '../audit/audit-trail.ts';
import type { CommonSettings } from '../config/common-settings.ts';
import { databaseUrlOf } from '../config/database-url.ts';
import type { Environment } from '../config/settings-error.ts';
import { pgBossJobs } from '../jobs/pg-boss-jobs.ts';
import { openLiveChannel } from '../live/open-live-channel.ts';
import type { Chassis } from './chassis.ts';
import type { ServiceDefinition } from './define-service.ts';
import { startHousekeeping } from './housekeeping.ts';
import { openDatabase } from './open-database.ts';
import type { StopStack } from './stop-stack.ts';
import { unitOfWork } from './unit-of-work.ts';

export interface ChassisOptions<Settings> {
  readonly env: Environment;
  readonly settings: Settings;
  readonly bus: Bus;
  readonly log: Logger;
  readonly clock: Clock;
  readonly metrics: Registry;
  readonly at?: CrashPoint;
}

/** The chassis of a service, with `consume` to begin with events and `stopping` to end streams. */
export async function buildChassis<S extends TObject>(
  { name, migrations, events }: ServiceDefinition<S>,
  { env, settings, bus, log, clock, metrics, at }: ChassisOptions<Static<S> & CommonSettings>,
  parts: StopStack,
) {
  const { YUANQU_DATABASE_URL, YUANQU_DATABASE_POOL, YUANQU_REDIS_URL } = settings as CommonSettings;
  const url = databaseUrlOf(name, env, YUANQU_DATABASE_URL);
  const pool = await openDatabase({ url, service: name, connections: YUANQU_DATABASE_POOL, migrations, log });
  parts.push('database', () => pool.end());
  parts.push('housekeeping', startHousekeeping(pool, log));
  const live = await openLiveChannel(name, YUANQU_REDIS_URL, log);
  parts.push('live', live.stop);
  const topics = [...new Set(events.map(({ topic }) => topic))].map(topicNamed);
  const relay = await startRelaying({ service: name, pool, bus, topics, log, metrics, clock, at });
  parts.push('relay', relay.stop);
  const { transaction, outbox } = unitOfWork(pool, createOutbox(relay.committed), at);
  const jobs = pgBossJobs(pool, log);
  parts.push('jobs', jobs.stop, 6_000);
  const stopping = new AbortController();
  let messaging: Messaging | undefined;
  const chassis: Chassis<Static<S>> = {
    name,
    settings,
    log,
    clock,
    pool,
    transaction,
    prismaAdapter: () => new PrismaPg(pool),
    outbox,
    jobs,
    metrics,
    live,
    audit: makeAuditTrail(clock),
    lag: async () => (await messaging?.lag()) ?? [],
    stopping: stopping.signal,
  };
  const consume: typeof relay.consume = async (consumers) => (messaging = await relay.consume(consumers));
  return { chassis, consume, stopping };
}
