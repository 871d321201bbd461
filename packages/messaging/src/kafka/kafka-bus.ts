import { AppError } from '@yuanqu/domain';
import type { Topic } from '@yuanqu/events';
import type { Bus, Relay, Subscription } from '../bus.ts';
import { PartitionCountChanged } from '../outbox/topic-registration.ts';
import { startRelay } from '../relay/start-relay.ts';
import { connectKafka } from './client.ts';
import type { Logger } from 'pino';
import { groupLag } from './group-lag.ts';
import type { KafkaBusOptions } from './kafka-bus-options.ts';
import { kafkaPublisher } from './publisher.ts';
import { sharedAdmin } from './shared-admin.ts';
import { subscribeToKafka } from './subscription.ts';
import { ensureTopics } from './topics.ts';

const firstTryMs = 5_000;
const fewRetries = 3;
// A consumer that rides an outage out keeps its place in the group; a new one has to wait until the old one's session
// has ended.
const manyRetries = 1_000_000;

/** The log between services on Kafka 4. Missing topics are made with the catalogue's number of partitions. */
export function kafkaBus(options: KafkaBusOptions): Bus {
  const admin = sharedAdmin(connectKafka(options, options.log, fewRetries));
  const stops = new Set<Relay | Subscription>();
  const prepareTopics = (topics: readonly Topic[]) =>
    admin.use((connected) => ensureTopics(connected, topics, options.replicationFactor));

  return {
    kind: 'kafka',
    startRelay: async (relayOptions) => {
      if (relayOptions.topics.length === 0) return nothingToRelay;
      await tryNow(() => prepareTopics(relayOptions.topics), relayOptions.log);
      const publisher = kafkaPublisher(connectKafka(options, relayOptions.log, fewRetries), () =>
        prepareTopics(relayOptions.topics),
      );
      const relay = startRelay({ ...relayOptions, publisher, pollMs: options.pollMs ?? 1_000 });
      stops.add(relay);
      return relay;
    },
    subscribe: async (subscribeOptions) => {
      const { group, topics, log } = subscribeOptions;
      await tryNow(() => prepareTopics(topics), log);
      const subscription = subscribeToKafka({
        ...subscribeOptions,
        connect: () => connectKafka(options, log, manyRetries),
        answers: () => admin.use((connected) => connected.describeCluster()),
        gapRecheckMs: options.gapRecheckMs ?? 60_000,
        prepareTopics: () => prepareTopics(topics),
        lag: () => admin.use((connected) => groupLag(connected, group, topics)).catch(throwUnavailable),
      });
      stops.add(subscription);
      return subscription;
    },
    check: async () => {
      await admin.use((connected) => connected.describeCluster());
    },
    stop: async () => {
      await Promise.all([...stops].map((part) => part.stop()));
      await admin.stop();
    },
  };
}

function throwUnavailable(cause: unknown): never {
  throw new AppError(
    'messaging.log-unavailable',
    'unavailable',
    'Kafka does not answer: try again, or see the health of the brokers.',
    {},
    cause,
  );
}

const nothingToRelay: Relay = { wake: () => undefined, stop: async () => undefined };

/**
 * A topic with another number of partitions must stop the start. A broker that is away must not: the service can take
 * what its clients send, and the log gets it later.
 */
async function tryNow(prepare: () => Promise<void>, log: Logger): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${firstTryMs} ms`)), firstTryMs);
  try {
    await Promise.race([prepare(), late.promise]);
  } catch (error) {
    if (error instanceof PartitionCountChanged) throw error;
    log.error({ err: error }, 'Kafka cannot be reached; trying on in the background');
  } finally {
    clearTimeout(timer);
  }
}
