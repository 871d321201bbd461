import type { Clock } from '@yuanqu/domain';
import { type Topic, topics as catalogue } from '@yuanqu/events';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Bus } from './bus.ts';
import { type Consumption, startConsumer } from './consuming/start-consumer.ts';
import type { ConsumerDefinition } from './consuming/consumer-definition.ts';
import { type DeadLetters, makeDeadLetters } from './consuming/dead-letters.ts';
import type { GroupLag } from './consuming/group-lag.ts';
import type { CrashPoint } from './crash-point.ts';
import { consumerMetrics } from './metrics.ts';
import { raiseEpochAfterRestore } from './outbox/epoch.ts';
import { startRetention } from './outbox/retention.ts';
import { registerTopics } from './outbox/topic-registration.ts';

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
  /**
   * How long outbox rows are kept at least, in milliseconds; longer, until the relay and every registered group have
   * passed them. Unless told: a week with Kafka, without end with the embedded bus, where the outbox is the log.
   */
  readonly keepOutboxMs?: number;
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

/** What a service publishes is being carried on; its consumers come later, with `consume`. */
export interface Relaying {
  readonly committed: () => void;
  readonly stop: () => Promise<void>;
  readonly consume: (consumers: readonly ConsumerDefinition[]) => Promise<Messaging>;
}

/** Registers what the service publishes and starts carrying it on. */
export async function startRelaying(options: MessagingOptions): Promise<Relaying> {
  const { service, pool, topics, log, metrics, at, bus } = options;
  await registerTopics(pool, topics);
  await raiseEpochAfterRestore(pool, log);
  const relay = await bus.startRelay({ service, topics, pool, log, metrics, at });
  const keepMs = options.keepOutboxMs ?? (bus.kind === 'kafka' ? aWeekMs : Number.POSITIVE_INFINITY);
  const retention = startRetention({ pool, topics, log, keepMs });
  const stop = async () => {
    await retention.stop();
    await relay.stop();
  };
  return {
    committed: relay.wake,
    stop,
    consume: async (consumers) => ({
      committed: relay.wake,
      stopRelay: stop,
      ...(await consume(options, consumers)),
    }),
  };
}

const aWeekMs = 7 * 24 * 3_600_000;

async function consume(options: MessagingOptions, consumers: readonly ConsumerDefinition[]) {
  const deadLetters = makeDeadLetters(options.pool, consumers, options.clock);
  const metrics = consumerMetrics(options.metrics);
  const running: Consumption[] = [];
  for (const consumer of consumers) {
    const topics = topicsOf(consumer, options.catalogue ?? catalogue);
    running.push(await startConsumer({ ...options, registry: options.metrics, metrics, consumer, topics }));
  }
  const lag = async (): Promise<readonly GroupLag[]> => {
    const parked = await deadLetters.parkedByGroup();
    return Promise.all(running.map((consumption) => consumption.lag(parked)));
  };
  const stopMeasuring = metrics.waiting.from(async (set) => {
    const parked = await deadLetters.parkedByGroup();
    for (const { group } of consumers) set({ group }, parked.get(group) ?? 0);
  });
  return {
    deadLetters,
    lag,
    healthy: () => running.every((consumption) => consumption.healthy()),
    stopConsumers: async () => {
      stopMeasuring();
      await Promise.all(running.map((consumption) => consumption.stop()));
    },
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
