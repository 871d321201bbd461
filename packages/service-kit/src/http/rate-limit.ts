import rateLimit from '@fastify/rate-limit';
import { AppError } from '@yuanqu/domain';
import type { App } from './app.ts';

export interface RateLimitOptions {
  readonly service: string;
  readonly requestsPerMinute: number;
  readonly redisUrl?: string | undefined;
}

/** Limits requests per caller, or per address where nobody is signed in. Streaming routes and the chassis' own are free. */
export async function registerRateLimit(app: App, options: RateLimitOptions): Promise<void> {
  if (options.requestsPerMinute === 0) return;
  app.addHook('onRoute', (route) => {
    if (route.config?.streaming || !route.url.startsWith('/api/'))
      route.config = { ...route.config, rateLimit: false };
  });
  const redis = options.redisUrl === undefined ? undefined : await connect(options.redisUrl);
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.caller?.subject ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('request.rate-limited', 'too-many', 'too many requests', { retryAfterMs: ttl }),
    // Without Redis the limit is not worth an outage.
    skipOnError: true,
    nameSpace: `yuanqu:${options.service}:rate:`,
    ...(redis === undefined ? {} : { redis }),
  });
  if (redis) app.addHook('onClose', () => redis.disconnect());
}

async function connect(url: string) {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: 500,
  });
  redis.on('error', () => {}); // the limiter skips when a command fails
  // Away now, it is connected to when it comes back.
  await redis.connect().catch(() => {});
  return redis;
}
