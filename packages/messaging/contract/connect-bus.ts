import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Bus } from '../src/bus.ts';
import { embeddedBus } from '../src/embedded/index.ts';
import { kafkaBus } from '../src/kafka/index.ts';

/** Which adapter to run the contract over; can be handed to a child process. */
export type BusSettings =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'kafka'; readonly brokers: readonly string[] };

/** A bus of its own, as another process would have; tuned to look often. */
export function connectBus(settings: BusSettings, producer: Pool, log: Logger): Bus {
  switch (settings.kind) {
    case 'embedded':
      return embeddedBus({
        sourceOf: () => producer,
        acrossProcesses: true,
        shufflePartitions: true,
        pollMs: 200,
        gapRecheckMs: 300,
      });
    case 'kafka':
      return kafkaBus({
        brokers: settings.brokers,
        clientId: 'contract',
        log,
        pollMs: 200,
        gapRecheckMs: 300,
      });
  }
}
