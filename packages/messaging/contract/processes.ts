import type { EventDefinition, NewEvent } from '@yuanqu/events';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import {
  type ConsumerDefinition,
  createOutbox,
  type CrashPoint,
  defineConsumer,
  type Executor,
  type Messaging,
  startRelaying,
} from '../src/index.ts';
import { type BusSettings, connectBus } from './connect-bus.ts';
import type { Thing } from './thing.ts';

/** What a process of either service needs to know. */
export interface ProcessSettings {
  readonly settings: BusSettings;
  readonly thing: Thing;
  readonly producerPool: Pool;
}

/** CONTRACT_LOG=debug shows what happens. */
const log = pino({ level: process.env['CONTRACT_LOG'] ?? 'silent' });

/** A process of the service that publishes. */
export interface Producer {
  /** Writes the events in one transaction and wakes the relay. */
  readonly publish: (events: readonly NewEvent[]) => Promise<void>;
  readonly append: (tx: Executor, events: readonly NewEvent[]) => Promise<void>;
  readonly committed: () => void;
  readonly metrics: Registry;
  readonly stop: () => Promise<void>;
}

export interface ProducerOptions {
  readonly at?: CrashPoint;
}

export async function startProducer(
  { settings, thing, producerPool: pool }: ProcessSettings,
  { at }: ProducerOptions = {},
): Promise<Producer> {
  const bus = connectBus(settings, pool, log);
  const metrics = new Registry();
  const topics = [thing.topic];
  const clock = () => new Date();
  const relaying = await startRelaying({ service: 'test', bus, metrics, log, clock, pool, topics, at });
  const outbox = createOutbox(relaying.committed, () => thing.topic.partitions);
  return {
    publish: async (events) => {
      await inOwnTransaction(pool, (tx) => outbox.append(tx, events));
      outbox.committed();
    },
    append: outbox.append,
    committed: outbox.committed,
    metrics,
    stop: async () => {
      await relaying.stop();
      await bus.stop();
    },
  };
}

/** A process of the service that consumes. */
export interface Reader extends Messaging {
  readonly metrics: Registry;
  readonly stop: () => Promise<void>;
}

export interface ReaderOptions {
  readonly events?: readonly EventDefinition[];
  readonly handle?: ConsumerDefinition['handle'];
  readonly at?: CrashPoint;
  readonly parkedPerMinute?: number;
}

export async function startReader(
  { settings, thing, producerPool }: ProcessSettings,
  pool: Pool,
  { events = [thing.numbered], handle = writeEffects, at, parkedPerMinute = 100 }: ReaderOptions = {},
): Promise<Reader> {
  const bus = connectBus(settings, producerPool, log);
  const metrics = new Registry();
  const relaying = await startRelaying({
    service: 'reader',
    bus,
    metrics,
    log,
    clock: () => new Date(),
    pool,
    topics: [],
    catalogue: [thing.topic],
    parkedPerMinute,
    at,
  });
  const messaging = await relaying.consume([defineConsumer({ group: thing.group, events, handle })]);
  return {
    ...messaging,
    metrics,
    stop: async () => {
      await messaging.stopConsumers();
      await bus.stop();
    },
  };
}

/** What the suite's consumer does: one row for each event. */
export const writeEffects: ConsumerDefinition['handle'] = async (tx, events) => {
  await tx.query('INSERT INTO effect (thing, number) SELECT * FROM unnest($1::text[], $2::int[])', [
    events.map(({ subject }) => subject),
    events.map(({ data }) => numberOf(data)),
  ]);
};

/** The number in an event of either version. */
export const numberOf = (data: unknown): number => {
  const { number, value } = data as { readonly number?: number; readonly value?: number };
  return number ?? value ?? Number.NaN;
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
