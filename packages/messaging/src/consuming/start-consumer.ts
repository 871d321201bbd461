import type { Clock } from '@yuanqu/domain';
import type { Topic } from '@yuanqu/events';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Bus } from '../bus.ts';
import type { CrashPoint } from '../crash-point.ts';
import type { ConsumerMetrics } from '../metrics.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import { deliverWith } from './deliver.ts';
import type { GroupLag } from './group-lag.ts';
import { heldPartitions } from './held-partitions.ts';
import { registerGroup } from './watermark.ts';

export interface StartConsumerOptions {
  readonly consumer: ConsumerDefinition;
  readonly topics: readonly Topic[];
  readonly bus: Bus;
  readonly pool: Pool;
  readonly log: Logger;
  readonly registry: Registry;
  readonly metrics: ConsumerMetrics;
  readonly clock: Clock;
  readonly parkedPerMinute?: number;
  readonly at?: CrashPoint | undefined;
}

/** A consumer at work. */
export interface Consumption {
  readonly lag: (parked: ReadonlyMap<string, number>) => Promise<GroupLag>;
  readonly healthy: () => boolean;
  readonly stop: () => Promise<void>;
}

/** Registers the group, subscribes it and measures it. */
export async function startConsumer(options: StartConsumerOptions): Promise<Consumption> {
  const { consumer, topics, bus, pool, metrics, clock, at, parkedPerMinute = 100 } = options;
  const { group } = consumer;
  const log = options.log.child({ group });
  await registerGroup(pool, group, topics);
  const held = heldPartitions(clock);
  const stopping = new AbortController();
  const { signal } = stopping;
  const deliver = deliverWith({ pool, consumer, metrics, log, held, parkedPerMinute, at, signal });
  const subscription = await bus.subscribe({ group, topics, pool, deliver, log, metrics: options.registry });
  const sources = [
    metrics.deaf.from((set) => set({ group }, subscription.healthy() ? 0 : 1)),
    metrics.held.from((set) => {
      for (const { topic, partition, reason } of held.all()) set({ group, topic, partition, reason }, 1);
    }),
    metrics.lag.from(async (set) => {
      const lags = await subscription.lag();
      for (const { name: topic } of topics)
        set({ group, topic }, sumOf(lags.filter((lag) => lag.topic === topic)));
    }),
  ];
  return {
    lag: async (parked) => {
      const partitions = await subscription.lag();
      const lag = sumOf(partitions);
      const healthy = subscription.healthy();
      return { group, lag, parked: parked.get(group) ?? 0, healthy, partitions, held: held.all() };
    },
    healthy: subscription.healthy,
    stop: async () => {
      for (const remove of sources) remove();
      stopping.abort();
      await subscription.stop();
    },
  };
}

const sumOf = (lags: readonly { readonly lag: number }[]): number =>
  lags.reduce((sum, { lag }) => sum + lag, 0);
