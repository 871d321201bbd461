import type { Pool } from 'pg';
import type { Bus, RelayOptions, Subscription } from '../bus.ts';
import { debouncedNotifier, listenForWakeUps } from '../outbox/wake-ups.ts';
import type { ServiceSource } from './source-reader.ts';
import { subscribeToLog } from './subscription.ts';

export interface EmbeddedBusOptions {
  /** Each producing service's database: the outbox tables there are the log. Asked for once per service, when first needed. */
  readonly sourceOf: (service: string) => Pool;
  /** Whether services run in separate processes, so that wake-ups must travel through the database (NOTIFY). */
  readonly acrossProcesses?: boolean;
  /** Deliver the partitions in random order, as a broker may: on in tests. */
  readonly shufflePartitions?: boolean;
  /** How long a reader sleeps when no wake-up comes, in milliseconds; 1,000 unless told. */
  readonly pollMs?: number;
  /** How soon a partition with a gap is looked at again, in milliseconds; 5,000 unless told. */
  readonly gapRecheckMs?: number;
}

/**
 * The log between services without a broker: the outbox tables themselves are read. Same order, same redelivery and
 * same dead letters as with Kafka; several processes may subscribe the same group, the watermark's row lock lets one
 * at a time pass each partition.
 */
export function embeddedBus(options: EmbeddedBusOptions): Bus {
  const sources = new Map<string, ServiceSource>();
  const listeners: { readonly stop: () => Promise<void> }[] = [];
  const subscriptions = new Set<Subscription>();

  const sourceOf = (service: string): ServiceSource => {
    let source = sources.get(service);
    if (!source) {
      source = { pool: options.sourceOf(service), listeners: new Set() };
      sources.set(service, source);
      if (options.acrossProcesses) listeners.push(listenForWakeUps(source.pool, () => wakeReaders(service)));
    }
    return source;
  };
  const wakeReaders = (service: string) => {
    for (const wake of sources.get(service)?.listeners ?? []) wake();
  };

  return {
    kind: 'embedded',
    // Nothing to move: committing is publishing. What remains of a relay is telling the readers.
    startRelay: async ({ service, pool }: RelayOptions) => {
      const notifier = options.acrossProcesses ? debouncedNotifier(pool) : undefined;
      return {
        wake: () => {
          wakeReaders(service);
          notifier?.notify();
        },
        stop: async () => notifier?.flush(),
      };
    },
    subscribe: async (subscribeOptions) => {
      const subscription = subscribeToLog(sourceOf, { ...options, ...subscribeOptions });
      subscriptions.add(subscription);
      return subscription;
    },
    check: async () => {
      await Promise.all([...sources.values()].map(({ pool }) => pool.query('SELECT 1')));
    },
    stop: async () => {
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await Promise.all(listeners.map((listener) => listener.stop()));
    },
  };
}
