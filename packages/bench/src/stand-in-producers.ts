import { systemClock } from '@yuanqu/domain';
import { type NewEvent, topics } from '@yuanqu/events';
import { createOutbox, messagingMigrations, type Relaying, startRelaying } from '@yuanqu/messaging';
import { embeddedBus } from '@yuanqu/messaging/embedded';
import { createLogger, makeTransaction, migrate } from '@yuanqu/service-kit';
import type { Pool } from 'pg';
import { Registry } from 'prom-client';
import type { BenchWorld } from './bench-world.ts';

const services = ['identity', 'intake', 'assessment'] as const;
type Producer = (typeof services)[number];

/** The outboxes of the services that one service under test listens to, to be written at will. */
export interface StandInProducers {
  readonly publish: (service: Producer, events: readonly NewEvent[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Makes a database for each, named `<prefix>_<service>`, whose outbox is the log of the embedded bus. */
export async function standInProducers(world: BenchWorld, prefix: string): Promise<StandInProducers> {
  const log = createLogger({ service: 'bench', level: 'silent' });
  const pools = new Map<string, Pool>();
  const bus = embeddedBus({ sourceOf: (service) => poolOf(pools, service), acrossProcesses: true });
  const relays = new Map<Producer, Relaying>();
  for (const service of services) {
    const pool = await world.database(`${prefix}_${service}`, 4);
    pools.set(service, pool);
    await migrate(
      world.urlOf(`${prefix}_${service}`),
      [{ schema: 'messaging', folder: messagingMigrations }],
      log,
    );
    const own = topics.filter((topic) => topic.service === service);
    const relaying = { service, pool, bus, topics: own, log, metrics: new Registry(), clock: systemClock };
    relays.set(service, await startRelaying(relaying));
  }
  return {
    publish: async (service, events) => {
      const relay = relays.get(service);
      const outbox = createOutbox(() => relay?.committed());
      await makeTransaction(poolOf(pools, service))((tx) => outbox.append(tx, events));
      outbox.committed();
    },
    stop: async () => {
      for (const relay of relays.values()) await relay.stop();
      await bus.stop();
    },
  };
}

function poolOf(pools: ReadonlyMap<string, Pool>, service: string): Pool {
  const pool = pools.get(service);
  if (!pool) throw new Error(`${service} has no database here`);
  return pool;
}
