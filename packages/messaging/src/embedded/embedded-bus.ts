import type { Pool } from 'pg';
import type { Bus, RelayOptions } from '../bus.ts';
import { startNotifier } from './notifier.ts';
import { type ServiceSource, subscribeToLog } from './subscription.ts';

export interface EmbeddedBusOptions {
  /** Each producing service's database: the outbox tables there are the log. Asked for once per service, when first needed. */
  readonly sourceOf: (service: string) => Pool;
  /** Whether services run in separate processes, so that wake-ups must travel through the database (NOTIFY). */
  readonly acrossProcesses?: boolean;
  /** Deliver the partitions in random order, as a broker may: on in tests. */
  readonly shufflePartitions?: boolean;
  /** How long a reader sleeps when no wake-up comes, in milliseconds; 1,000 unless told. */
  readonly pollMs?: number;
}

/**
 * The log between services without a broker: the outbox tables themselves are read. Same order, same redelivery and
 * same dead letters as with Kafka; several processes may subscribe the same group, the watermark's row lock lets one
 * at a time pass each partition.
 */
export function embeddedBus(options: EmbeddedBusOptions): Bus {
  const sources = new Map<string, ServiceSource>();
  const subscriptions = new Set<{ stop: () => Promise<void> }>();

  const source = (service: string): ServiceSource => {
    let found = sources.get(service);
    if (!found) {
      const pool = options.sourceOf(service);
      found = { pool, listeners: new Set(), notifier: startNotifier(pool, options.acrossProcesses === true, () => wakeAll(service)) };
      sources.set(service, found);
    }
    return found;
  };
  const wakeAll = (service: string) => {
    for (const listener of sources.get(service)?.listeners ?? []) listener();
  };

  return {
    kind: 'embedded',
    // Nothing to move: committing is publishing. What remains of a relay is telling the readers.
    startRelay: async ({ service }: RelayOptions) => ({
      wake: () => {
        wakeAll(service);
        source(service).notifier.notify();
      },
      stop: async () => source(service).notifier.flush(),
    }),
    subscribe: async (subscribeOptions) => {
      const subscription = subscribeToLog(source, { ...options, ...subscribeOptions });
      subscriptions.add(subscription);
      return subscription;
    },
    check: async () => {
      await Promise.all([...sources.values()].map(({ pool }) => pool.query('SELECT 1')));
    },
    stop: async () => {
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await Promise.all([...sources.values()].map(({ notifier }) => notifier.stop()));
    },
  };
}
