import { randomUUID } from 'node:crypto';
import { describeWithRedis } from '@yuanqu/testing';
import Fastify from 'fastify';
import { afterEach, expect, it } from 'vitest';
import type { App } from './app.ts';
import { registerProblems } from './error-handler.ts';
import { registerRateLimit } from './rate-limit.ts';

const apps: App[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

async function instance(service: string, redisUrl: string): Promise<App> {
  const app = Fastify() as unknown as App;
  registerProblems(app);
  await registerRateLimit(app, { service, requestsPerMinute: 2, redisUrl });
  app.get('/api/limited', () => ({}));
  apps.push(app);
  return app;
}

const statusOf = async (app: App): Promise<number> => (await app.inject('/api/limited')).statusCode;

describeWithRedis('the rate limit over Redis', (redisUrl) => {
  it('counts across instances', async () => {
    const service = randomUUID();
    const [one, other] = [await instance(service, redisUrl), await instance(service, redisUrl)];
    expect([await statusOf(one), await statusOf(other), await statusOf(one), await statusOf(other)]).toEqual([
      200, 200, 429, 429,
    ]);
  });
});

it('lets requests through while Redis is away', async () => {
  const app = await instance(randomUUID(), 'redis://127.0.0.1:1');
  expect([await statusOf(app), await statusOf(app), await statusOf(app)]).toEqual([200, 200, 200]);
});
