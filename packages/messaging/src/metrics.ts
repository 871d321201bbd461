import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export type ConsumerMetrics = ReturnType<typeof consumerMetrics>;
export type RelayMetrics = ReturnType<typeof relayMetrics>;

/** What is measured of consumers; one set per registry. */
export const consumerMetrics = (registry: Registry) => ({
  applied: counter(registry, 'yuanqu_events_applied_total', 'Events whose effects are committed', ['group', 'topic']),
  parked: counter(registry, 'yuanqu_events_parked_total', 'Events moved to the dead letters', ['group', 'topic']),
  retries: counter(registry, 'yuanqu_consumer_retries_total', 'Batches that had to be tried again', ['group', 'topic']),
  stopped: gauge(registry, 'yuanqu_partition_stopped', '1 while a partition stands still and needs somebody', ['group', 'topic', 'partition']),
  waiting: gauge(registry, 'yuanqu_dead_letters_parked', 'Events parked now', ['group']),
  lag: gauge(registry, 'yuanqu_consumer_lag_events', 'Events committed by the producer and not yet passed', ['group', 'topic']),
});

/** What is measured of a relay. */
export const relayMetrics = (registry: Registry) => ({
  published: counter(registry, 'yuanqu_relay_published_total', 'Events acknowledged by the log', ['service', 'topic']),
  delay: once(registry, 'yuanqu_relay_delay_seconds', () =>
    new Histogram({
      name: 'yuanqu_relay_delay_seconds',
      help: 'From commit to acknowledgement by the log',
      labelNames: ['service'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
      registers: [registry],
    }),
  ),
});

const counter = (registry: Registry, name: string, help: string, labelNames: string[]): Counter =>
  once(registry, name, () => new Counter({ name, help, labelNames, registers: [registry] }));

const gauge = (registry: Registry, name: string, help: string, labelNames: string[]): Gauge =>
  once(registry, name, () => new Gauge({ name, help, labelNames, registers: [registry] }));

// Several consumers of one process share a registry and so the metric.
const once = <M>(registry: Registry, name: string, make: () => M): M => (registry.getSingleMetric(name) as M | undefined) ?? make();
