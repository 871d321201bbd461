import type { Clock } from '@yuanqu/domain';
import { type Topic, topics as catalogue } from '@yuanqu/events';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Bus, PartitionLag, Subscription } from './bus.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import type { CrashPoint } from './crash-point.ts';
import { type DeadLetters, makeDeadLetters } from './dead-letters.ts';
import { consumerMetrics } from './metrics.ts';
import { deliverWith } from './partition-runner.ts';
import { raiseEpochAfterRestore, registerTopics } from './topic-registration.ts';
import { registerGroup } from './watermark.ts';

export interface MessagingOptions {
  readonly service: string;
  readonly pool: Pool;
  readonly bus: Bus;
  /** The topics this service publishes. */
  readonly topics: readonly Topic[];
  readonly log: Logger;
  readonly metrics: Registry;
  readonly clock: Clock;
  readonly at?: CrashPoint | undefined;
  /** Where a consumer's topics are looked up; the platform's catalogue unless told. */
  readonly catalogue?: readonly Topic[];
  /** Parked events per minute beyond which a consumer stops; 100 unless told. */
  readonly parkedPerMinute?: number;
}

export interface GroupLag {
  readonly group: string;
  readonly lag: number;
  readonly parked: number;
  readonly healthy: boolean;
  readonly partitions: readonly PartitionLag[];
}

/** A service's part in the event backbone. */
export interface Messaging {
  /** Something was committed to the outbox. */
  readonly committed: () => void;
  readonly deadLetters: DeadLetters;
  readonly lag: () => Promise<readonly GroupLag[]>;
  /** False when a consumer has stopped although it should not have. */
  readonly healthy: () => boolean;
  readonly stopConsumers: () => Promise<void>;
  readonly stopRelay: () => Promise<void>;
}

/** Registers what the service publishes and starts carrying it on. Consumers come later, with `consume`. */
export async function startRelaying(options: MessagingOptions) {
  const { pool, topics, log, bus, service } = options;
  await registerTopics(pool, topics);
  await raiseEpochAfterRestore(pool, log);
  const relay = await bus.startRelay({ service, topics, pool, log, metrics: options.metrics, at: options.at });
  return { committed: relay.wake, stop: relay.stop, consume: (consumers: readonly ConsumerDefinition[]) => consume(options, relay, consumers) };
}

async function consume(options: MessagingOptions, relay: { wake: () => void; stop: () => Promise<void> }, consumers: readonly ConsumerDefinition[]): Promise<Messaging> {
  const { pool, bus, log, clock } = options;
  const metrics = consumerMetrics(options.metrics);
  const deadLetters = makeDeadLetters(pool, consumers, clock);
  const stopping = new AbortController();
  const subscriptions = new Map<string, Subscription>();
  for (const consumer of consumers) {
    const topics = topicsOf(consumer, options.catalogue ?? catalogue);
    const groupLog = log.child({ group: consumer.group });
    await registerGroup(pool, consumer.group, topics);
    const deliver = deliverWith({ pool, consumer, clock, metrics, log: groupLog, parkedPerMinute: options.parkedPerMinute ?? 100, at: options.at, signal: stopping.signal });
    subscriptions.set(consumer.group, await bus.subscribe({ group: consumer.group, topics, pool, deliver, log: groupLog }));
  }
  return {
    committed: relay.wake,
    deadLetters,
    lag: async () => {
      const parked = await deadLetters.parkedByGroup();
      return Promise.all([...subscriptions].map(async ([group, subscription]) => {
        const partitions = await subscription.lag();
        const lag = partitions.reduce((sum, partition) => sum + partition.lag, 0);
        metrics.lag.set({ group, topic: 'all' }, lag);
        metrics.waiting.set({ group }, parked.get(group) ?? 0);
        return { group, lag, parked: parked.get(group) ?? 0, healthy: subscription.healthy(), partitions };
      }));
    },
    healthy: () => [...subscriptions.values()].every((subscription) => subscription.healthy()),
    stopConsumers: async () => {
      stopping.abort();
      await Promise.all([...subscriptions.values()].map((subscription) => subscription.stop()));
    },
    stopRelay: relay.stop,
  };
}

function topicsOf(consumer: ConsumerDefinition, known: readonly Topic[]): readonly Topic[] {
  const names = new Set(consumer.events.map((definition) => definition.topic));
  return [...names].map((name) => {
    const topic = known.find((candidate) => candidate.name === name);
    if (!topic) throw new Error(`${consumer.group} wants topic ${name}, which the catalogue does not have`);
    return topic;
  });
}
