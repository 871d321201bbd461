import { readFile } from 'node:fs/promises';
import type { EventDefinition, NewEvent } from '@yuanqu/events';
import { eventually, testDatabase, type TestDatabase } from '@yuanqu/testing';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import {
  type ConsumerDefinition,
  createOutbox,
  type CrashPoint,
  defineConsumer,
  type Executor,
  messagingMigrations,
  type Messaging,
  startRelaying,
} from '../src/index.ts';
import { type BusSettings, connectBus } from './connect-bus.ts';
import { makeThing, type Thing } from './thing.ts';

export const log = pino({ level: process.env['CONTRACT_LOG'] ?? 'silent' });

/** One effect of the suite's consumer; nothing in the table keeps it from being there twice. */
export interface Effect {
  readonly thing: string;
  readonly number: number;
}

/** A producing and a consuming service, each with a database of its own, and as many processes of both as a test wants. */
export interface World {
  readonly thing: Thing;
  readonly settings: BusSettings;
  readonly producer: TestDatabase;
  readonly consumer: TestDatabase;
  readonly startProducer: (options?: { pool?: Pool; at?: CrashPoint }) => Promise<Producer>;
  readonly startReader: (options?: ReaderOptions) => Promise<Messaging>;
  readonly effects: () => Promise<readonly Effect[]>;
  /** Waits until so many effects are there, and returns them in the order in which they were written. */
  readonly effectsReach: (count: number, withinMs?: number) => Promise<readonly Effect[]>;
  readonly dispose: () => Promise<void>;
}

export interface Producer {
  /** Writes the events in one transaction and wakes the relay. */
  readonly publish: (events: readonly NewEvent[]) => Promise<void>;
  readonly append: (tx: Executor, events: readonly NewEvent[]) => Promise<void>;
  readonly committed: () => void;
  readonly metrics: Registry;
  readonly stop: () => Promise<void>;
}

export interface ReaderOptions {
  readonly pool?: Pool;
  readonly events?: readonly EventDefinition[];
  readonly handle?: ConsumerDefinition['handle'];
  readonly at?: CrashPoint;
  readonly parkedPerMinute?: number;
  readonly metrics?: Registry;
}

/** Makes a world; `dispose` stops what was started in it. */
export async function makeWorld(settings: BusSettings): Promise<World> {
  const thing = makeThing();
  const [producer, consumer] = await Promise.all([
    testDatabase({ prefix: 'producer', template }),
    testDatabase({ prefix: 'consumer', template }),
  ]);
  const stops: (() => Promise<void>)[] = [];
  const common = { log, clock: () => new Date(), catalogue: [thing.topic] };

  const startProducer: World['startProducer'] = async ({ pool = producer.pool, at } = {}) => {
    const bus = connectBus(settings, pool, log);
    const metrics = new Registry();
    const topics = [thing.topic];
    const relaying = await startRelaying({ ...common, metrics, bus, service: 'test', pool, topics, at });
    const outbox = createOutbox(relaying.committed, () => thing.topic.partitions);
    const stop = once(async () => {
      await relaying.stop();
      await bus.stop();
    });
    stops.push(stop);
    const publish = async (events: readonly NewEvent[]) => {
      await inOwnTransaction(pool, (tx) => outbox.append(tx, events));
      outbox.committed();
    };
    return { publish, append: outbox.append, committed: outbox.committed, metrics, stop };
  };

  const startReader: World['startReader'] = async (options = {}) => {
    const { pool = consumer.pool, metrics = new Registry(), at, parkedPerMinute } = options;
    const bus = connectBus(settings, producer.pool, log);
    const relaying = await startRelaying({
      ...common,
      ...(parkedPerMinute !== undefined && { parkedPerMinute }),
      metrics,
      bus,
      service: 'reader',
      pool,
      topics: [],
      at,
    });
    const { events = [thing.numbered], handle = writeEffects } = options;
    const messaging = await relaying.consume([defineConsumer({ group: thing.group, events, handle })]);
    const stopConsumers = once(async () => {
      await messaging.stopConsumers();
      await bus.stop();
    });
    stops.push(stopConsumers);
    return { ...messaging, stopConsumers };
  };

  const effects = async (): Promise<readonly Effect[]> =>
    (await consumer.pool.query<Effect>('SELECT thing, number FROM effect ORDER BY n')).rows;

  return {
    thing,
    settings,
    producer,
    consumer,
    startProducer,
    startReader,
    effects,
    effectsReach: (count, withinMs = 20_000) =>
      eventually(
        async () => {
          const found = await effects();
          if (found.length < count) throw new Error(`${found.length} of ${count} effects`);
          return found;
        },
        { withinMs },
      ),
    dispose: async () => {
      await Promise.allSettled(stops.toReversed().map((stop) => stop()));
      await Promise.all([producer.drop(), consumer.drop()]);
    },
  };
}

/** What the suite's consumer does: one row for each event. */
export const writeEffects: ConsumerDefinition['handle'] = async (tx, events) => {
  await tx.query('INSERT INTO effect (thing, number) SELECT * FROM unnest($1::text[], $2::int[])', [
    events.map(({ subject }) => subject),
    events.map(
      ({ data }) => (data as { number?: number; value?: number }).number ?? (data as { value: number }).value,
    ),
  ]);
};

/** Runs the work in a transaction that is committed at the end. */
export async function inOwnTransaction(pool: Pool, work: (tx: Executor) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure);
  }
}

const template = {
  key: 'messaging-contract',
  migrate: async ({ pool }: { readonly pool: Pool }) => {
    await pool.query(
      await readFile(new URL('20261101000000_messaging/migration.sql', messagingMigrations), 'utf8'),
    );
    await pool.query(
      'CREATE TABLE effect (n bigserial PRIMARY KEY, thing text NOT NULL, number int NOT NULL)',
    );
  },
};

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
