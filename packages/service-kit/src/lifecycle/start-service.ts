import type { Clock } from '@yuanqu/domain';
import { systemClock } from '@yuanqu/domain';
import type { Bus, CrashPoint, Messaging } from '@yuanqu/messaging';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { type Static, type TObject, Type } from 'typebox';
import { CommonSettings } from '../config/common-settings.ts';
import { enterHolidays } from '../config/enter-holidays.ts';
import { readSettings } from '../config/read-settings.ts';
import type { Environment } from '../config/settings-error.ts';
import type { App } from '../http/app.ts';
import { type ListedRoute, routesOf } from '../http/route-list.ts';
import type { ScheduledJob } from '../jobs/jobs.ts';
import { jobMetrics } from '../jobs/job-metrics.ts';
import { watchedJob } from '../jobs/watched-job.ts';
import { createLogger } from '../log/create-logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import { buildChassis } from './build-chassis.ts';
import type { Chassis } from './chassis.ts';
import type { Background, ServiceDefinition } from './define-service.ts';
import { type Check, runChecks, standardChecks } from './readiness.ts';
import { startHttp } from './start-http.ts';
import { makeStopStack, type StopStack } from './stop-stack.ts';

export interface StartOptions {
  readonly env: Environment;
  readonly bus: Bus;
  readonly log?: Logger;
  readonly clock?: Clock;
  /** What tokens are judged by, where their issuer goes by another clock than the system's. */
  readonly issuerClock?: Clock;
  /** Whether to listen on YUANQU_HOST and YUANQU_PORT; without, requests come through `app.routing` or `app.inject`. */
  readonly listen?: boolean;
  /** Where tests kill the process. */
  readonly at?: CrashPoint;
}

/** A service that has been started. */
export interface RunningService {
  readonly name: string;
  readonly app: App;
  /** Where it listens, when it does. */
  readonly address?: string;
  /** Every route and who may call it. */
  readonly routes: readonly ListedRoute[];
  readonly messaging: Messaging;
  /** What it does at fixed times, for whoever moves its clock. */
  readonly jobs: readonly ScheduledJob[];
  readonly metrics: Registry;
  readonly ready: () => Promise<readonly Check[]>;
  /** Finishes what has been accepted, takes no more, and lets go of everything, within ten seconds. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a service: settings → log → database → migrations → outbox → assembly → background → consumers → HTTP.
 * A failure stops what has been started and is thrown.
 */
export async function startService<S extends TObject>(
  definition: ServiceDefinition<S>,
  options: StartOptions,
): Promise<RunningService> {
  const schema = Type.Object({ ...CommonSettings.properties, ...definition.settings.properties });
  const settings = readSettings(schema, options.env) as Static<S> & CommonSettings;
  const log = options.log ?? createLogger({ service: definition.name, level: settings.YUANQU_LOG_LEVEL });
  await enterHolidays(settings.YUANQU_HOLIDAYS, log);
  const parts = makeStopStack(log);
  try {
    return await start<S>(
      definition,
      { ...options, settings, log, clock: options.clock ?? systemClock },
      parts,
    );
  } catch (error) {
    await parts.stopAll();
    throw error;
  }
}

type Started<S extends TObject> = StartOptions & {
  readonly settings: Static<S> & CommonSettings;
  readonly log: Logger;
  readonly clock: Clock;
};

async function start<S extends TObject>(
  definition: ServiceDefinition<S>,
  options: Started<S>,
  parts: StopStack,
): Promise<RunningService> {
  const { name } = definition;
  const startedAt = performance.now();
  const metrics = createMetrics(name);
  const { chassis, consume, stopping } = await buildChassis<S>(
    definition,
    { ...options, metrics: metrics.registry },
    parts,
  );
  const assembly = await definition.assemble(chassis);
  const jobs = watched(assembly.jobs ?? [], chassis);
  for (const job of jobs) await chassis.jobs.schedule(job);
  await startBackground(assembly.background ?? [], parts);
  const messaging = await consume(assembly.consumers ?? []);
  parts.push('consumers', messaging.stopConsumers, 5_000);
  const checks = [...standardChecks(chassis.pool, options.bus, messaging.healthy), ...(assembly.ready ?? [])];
  const ready = (): Promise<readonly Check[]> => runChecks(checks);
  const http = await startHttp(
    {
      ...options,
      name,
      purpose: definition.purpose,
      pool: chassis.pool,
      metrics,
      messaging,
      ready,
      jobs,
      routes: assembly.routes ?? [],
      narrow: assembly.narrow,
    },
    parts,
  );
  // pushed last, so it comes first: endless answers must end before requests are waited for
  parts.push('streams', () => stopping.abort());
  options.log.info({ url: http.address, ms: Math.round(performance.now() - startedAt) }, 'started');
  return {
    name,
    messaging,
    jobs,
    metrics: metrics.registry,
    ready,
    routes: routesOf(http.app),
    stop: parts.stopAll,
    ...http,
  };
}

function watched(jobs: readonly ScheduledJob[], chassis: Chassis): readonly ScheduledJob[] {
  const { pool, clock, log } = chassis;
  const metrics = jobMetrics(chassis.metrics, jobs);
  return jobs.map((job) => watchedJob(job, { pool, clock, log, metrics }));
}

async function startBackground(background: readonly Background[], parts: StopStack): Promise<void> {
  for (const { name, start: begin, stop } of background) {
    await begin?.();
    if (stop) parts.push(name, stop);
  }
}
