import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { LiveChannel } from './live-channel.ts';
import { makeSubscribers } from './subscribers.ts';

export interface RedisLiveOptions {
  readonly url: string;
  /** Keeps the channels of one service apart from those of others on the same Redis. */
  readonly prefix: string;
  readonly log: Logger;
}

/** The live channel between the instances of a service, by Redis' publish and subscribe. While Redis is away messages are lost. */
export async function redisLiveChannel({ url, prefix, log }: RedisLiveOptions): Promise<LiveChannel> {
  const publisher = connection(url, log);
  const listener = connection(url, log);
  const subscribers = makeSubscribers(log, {
    closed: (channel) => void listener.unsubscribe(prefix + channel).catch(() => {}),
  });
  listener.on('message', (channel: string, text: string) =>
    subscribers.deliver(channel.slice(prefix.length), JSON.parse(text)),
  );
  return {
    publish: (channel, message) => {
      publisher
        .publish(prefix + channel, JSON.stringify(message))
        .catch((error: unknown) => log.debug({ err: error, channel }, 'a live message was lost'));
    },
    subscribe: async (channel, receive) => {
      const unsubscribe = subscribers.add(channel, receive);
      await listener.subscribe(prefix + channel);
      return unsubscribe;
    },
    stop: async () => {
      subscribers.clear();
      publisher.disconnect();
      listener.disconnect();
    },
  };
}

function connection(url: string, log: Logger): Redis {
  // ioredis subscribes again by itself after a reconnect.
  const redis = new Redis(url, { maxRetriesPerRequest: 2, connectTimeout: 2_000 });
  redis.on('error', (error) => log.warn({ err: error }, 'redis cannot be reached'));
  return redis;
}
