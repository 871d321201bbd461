import type { Logger } from 'pino';
import { inProcessLiveChannel } from './in-process.ts';
import type { LiveChannel } from './live-channel.ts';

/** Redis between instances when its URL is set, else within the process. */
export async function openLiveChannel(
  service: string,
  redisUrl: string | undefined,
  log: Logger,
): Promise<LiveChannel> {
  if (redisUrl === undefined) return inProcessLiveChannel(log);
  const { redisLiveChannel } = await import('./redis.ts');
  return redisLiveChannel({ url: redisUrl, prefix: `yuanqu:${service}:live:`, log });
}
