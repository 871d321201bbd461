import type { Registry } from 'prom-client';
import type { Check } from '../lifecycle/readiness.ts';
import { exposition } from '../telemetry/metrics.ts';
import type { App } from './app.ts';

export interface HealthOptions {
  readonly ready: () => Promise<readonly Check[]>;
  readonly metrics: Registry;
}

/** `/health/live`, `/health/ready` and `/metrics` at the service's root. */
export function healthRoutes(app: App, { ready, metrics }: HealthOptions): void {
  const config = { access: 'public' } as const;
  app.get('/health/live', { config }, () => ({ status: 'live' }));
  app.get('/health/ready', { config }, async (_request, reply) => {
    const checks = await ready();
    const allOk = checks.every(({ ok }) => ok);
    return reply.code(allOk ? 200 : 503).send({ status: allOk ? 'ready' : 'not ready', checks });
  });
  app.get('/metrics', { config }, async (_request, reply) => {
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await exposition(metrics));
  });
}
