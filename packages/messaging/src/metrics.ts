import { Counter, Histogram, type Registry } from 'prom-client';
import { scrapedGauge } from './scraped-gauge.ts';

export type ConsumerMetrics = ReturnType<typeof consumerMetrics>;
export type RelayMetrics = ReturnType<typeof relayMetrics>;

/** What is measured of consumers; one set per registry. */
export const consumerMetrics = (registry: Registry) => ({
  applied: counter(registry, 'yuanqu_events_applied_total', 'Events whose effects are committed', [
    'group',
    'topic',
  ]),
  parked: counter(registry, 'yuanqu_events_parked_total', 'Events moved to the dead letters', [
    'group',
    'topic',
  ]),
  retries: counter(registry, 'yuanqu_consumer_retries_total', 'Batches that had to be tried again', [
    'group',
    'topic',
  ]),
  fetches: counter(registry, 'yuanqu_consumer_fetches_total', 'Answers of the log, empty ones too', [
    'group',
  ]),
  rebuilds: counter(registry, 'yuanqu_consumer_rebuilds_total', 'Times a consumer was made anew', ['group']),
  rereads: counter(registry, 'yuanqu_consumer_rereads_total', 'Times a gap made it read from further back', [
    'group',
    'topic',
  ]),
  deaf: scrapedGauge(
    registry,
    'yuanqu_consumer_deaf',
    '1 while deliveries have stopped and should not have',
    ['group'],
  ),
  held: scrapedGauge(registry, 'yuanqu_partition_held', '1 while a partition stands still, by reason', [
    'group',
    'topic',
    'partition',
    'reason',
  ]),
  waiting: scrapedGauge(registry, 'yuanqu_dead_letters_parked', 'Events parked now', ['group']),
  lag: scrapedGauge(registry, 'yuanqu_consumer_lag_events', 'Events in the log and not yet passed', [
    'group',
    'topic',
  ]),
});

/** What is measured of a service's outbox and its relay. */
export const relayMetrics = (registry: Registry) => ({
  published: counter(registry, 'yuanqu_relay_published_total', 'Events acknowledged by the log', [
    'service',
    'topic',
  ]),
  leading: scrapedGauge(registry, 'yuanqu_relay_leading', '1 where the relay works, 0 where it stands by', [
    'service',
  ]),
  backlog: scrapedGauge(registry, 'yuanqu_relay_backlog_events', 'Events committed and not yet published', [
    'service',
    'topic',
  ]),
  delay: once(
    registry,
    'yuanqu_relay_delay_seconds',
    () =>
      new Histogram({
        name: 'yuanqu_relay_delay_seconds',
        help: 'From commit to acknowledgement by the log, of the oldest event of each partition and batch',
        labelNames: ['service'],
        buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
        registers: [registry],
      }),
  ),
});

const counter = (registry: Registry, name: string, help: string, labelNames: string[]): Counter =>
  once(registry, name, () => new Counter({ name, help, labelNames, registers: [registry] }));

// Several consumers of one process share a registry and so the metric.
const once = <M>(registry: Registry, name: string, make: () => M): M =>
  (registry.getSingleMetric(name) as M | undefined) ?? make();
