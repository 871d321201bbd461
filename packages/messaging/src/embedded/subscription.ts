import type { Subscription } from '../bus.ts';
import type { LogSubscriptionOptions } from './log-subscription-options.ts';
import { readSource, type ServiceSource } from './source-reader.ts';

/** Reads the outboxes of the topics' services, each by itself, until stopped. */
export function subscribeToLog(
  sourceOf: (service: string) => ServiceSource,
  options: LogSubscriptionOptions,
): Subscription {
  const topicsByService = Map.groupBy(options.topics, (topic) => topic.service);
  const readers = [...topicsByService].map(([service, topics]) =>
    readSource(sourceOf(service), { ...options, topics }),
  );
  return {
    lag: async () => (await Promise.all(readers.map((reader) => reader.lag()))).flat(),
    healthy: () => readers.every((reader) => reader.healthy()),
    stop: async () => {
      await Promise.all(readers.map((reader) => reader.stop()));
    },
  };
}
