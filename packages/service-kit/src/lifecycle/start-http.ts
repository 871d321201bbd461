import { type Clock, systemClock } from '@yuanqu/domain';
import type { Messaging } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { auditRoutes } from '../audit/audit-routes.ts';
import type { NarrowGrant } from '../auth/access.ts';
import { openKeySet } from '../auth/key-set.ts';
import { makeVerifyToken } from '../auth/verify-token.ts';
import type { CommonSettings } from '../config/common-settings.ts';
import type { App, RoutePlugin } from '../http/app.ts';
import { createApp } from '../http/create-app.ts';
import { healthRoutes } from '../http/health-routes.ts';
import { inFlightOf } from '../http/in-flight.ts';
import type { ScheduledJob } from '../jobs/jobs.ts';
import { jobRoutes } from '../ops/job-routes.ts';
import { opsRoutes } from '../ops/ops-routes.ts';
import type { HttpMetrics } from '../telemetry/metrics.ts';
import { listenOr } from './listen.ts';
import type { Check } from './readiness.ts';
import type { StopStack } from './stop-stack.ts';

export interface HttpOptions {
  readonly name: string;
  readonly purpose: string;
  readonly settings: CommonSettings;
  readonly log: Logger;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly issuerClock?: Clock;
  readonly metrics: { readonly registry: Registry; readonly http: HttpMetrics };
  readonly messaging: Messaging;
  readonly ready: () => Promise<readonly Check[]>;
  readonly routes: readonly RoutePlugin[];
  readonly jobs: readonly ScheduledJob[];
  readonly narrow?: NarrowGrant | undefined;
  readonly listen?: boolean;
}

const drainMs = 5_000;

/** The service's HTTP: its own routes under `/api/{name}/v1`, the chassis' ones beside them, listening if asked. */
export async function startHttp(
  options: HttpOptions,
  parts: StopStack,
): Promise<{ readonly app: App; readonly address?: string }> {
  const { name, settings, log, metrics, routes, issuerClock = systemClock } = options;
  const keys = openKeySet(settings.YUANQU_JWKS_URL, log);
  parts.push('signing keys', keys.stop);
  const app = await createApp({
    service: name,
    purpose: options.purpose,
    log,
    metrics: metrics.http,
    pool: options.pool,
    clock: options.clock,
    verifyToken: makeVerifyToken(keys.key, () => Number(issuerClock())),
    narrow: options.narrow,
    trustedProxies: settings.YUANQU_TRUSTED_PROXIES,
    requestsPerMinute: settings.YUANQU_RATE_LIMIT,
    redisUrl: settings.YUANQU_REDIS_URL,
    traced: settings.YUANQU_OTLP_URL !== undefined,
  });
  healthRoutes(app, {
    ready: options.ready,
    metrics: metrics.registry,
  });
  await app.register(
    async (scope: App) => {
      for (const addRoutes of [...routes, ...chassisRoutes(options)]) await addRoutes(scope);
    },
    { prefix: `/api/${name}/v1` },
  );
  await app.ready();
  parts.push('http', () => stopHttp(app, log), drainMs + 1_500);
  if (!options.listen) return { app };
  const endpoint = { host: settings.YUANQU_HOST, port: settings.YUANQU_PORT };
  return { app, address: await listenOr(endpoint, (at) => app.listen(at)) };
}

const chassisRoutes = ({ pool, messaging, jobs, clock }: HttpOptions): readonly RoutePlugin[] => [
  auditRoutes(pool),
  opsRoutes(messaging),
  jobRoutes({ db: pool, jobs, clock }),
];

/** Takes no more, answers what has been taken, and cuts off who isn't done in time. */
async function stopHttp(app: App, log: Logger): Promise<void> {
  const drained = inFlightOf(app).drain(drainMs);
  const closed = app.close();
  if (!(await drained)) log.warn({}, 'requests were cut off by the stop');
  // What is left are kept-alive connections without a request, and those cut off.
  app.server.closeAllConnections();
  await closed;
}
