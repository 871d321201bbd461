import { readFile } from 'node:fs/promises';
import { eventually, testDatabase, type TestDatabase } from '@yuanqu/testing';
import type { Pool } from 'pg';
import { messagingMigrations } from '../src/index.ts';
import type { BusSettings } from './connect-bus.ts';
import {
  type Producer,
  type ProducerOptions,
  type Reader,
  type ReaderOptions,
  startProducer,
  startReader,
} from './processes.ts';
import { makeThing, type Thing } from './thing.ts';

/** One effect of the suite's consumer; nothing in the table keeps it from being there twice. */
export interface Effect {
  readonly thing: string;
  readonly number: number;
}

/** A producing and a consuming service, each with a database of its own, and as many processes of both as a test wants. */
export interface World {
  readonly settings: BusSettings;
  readonly thing: Thing;
  readonly producer: TestDatabase;
  readonly consumer: TestDatabase;
  readonly startProducer: (options?: ProducerOptions) => Promise<Producer>;
  readonly startReader: (options?: ReaderOptions & { readonly pool?: Pool }) => Promise<Reader>;
  readonly effects: () => Promise<readonly Effect[]>;
  /** Waits until so many effects are there, and returns them in the order in which they were written. */
  readonly effectsReach: (count: number, withinMs?: number) => Promise<readonly Effect[]>;
  /** Waits until all that is committed is in the log. */
  readonly published: () => Promise<unknown>;
  /** Has this done when the test is over, last come, first served. */
  readonly atEnd: (action: () => Promise<unknown>) => void;
}

/** Runs the work in a world of its own, and stops and drops what was made in it, whatever happens. */
export async function inNewWorld(
  settings: BusSettings,
  work: (world: World) => Promise<void>,
): Promise<void> {
  const thing = makeThing();
  const ends: (() => Promise<unknown>)[] = [];
  const producer = await contractDatabase('producer');
  const consumer = await contractDatabase('consumer');
  const shared = { settings, thing, producerPool: producer.pool };
  const atEnd: World['atEnd'] = (action) => ends.push(action);
  const stopAtEnd = <P extends { readonly stop: () => Promise<void> }>(process: P): P => {
    const stop = once(process.stop);
    atEnd(stop);
    return { ...process, stop };
  };
  const effects = async () =>
    (await consumer.pool.query<Effect>('SELECT thing, number FROM effect ORDER BY n')).rows;
  const world: World = {
    settings,
    thing,
    producer,
    consumer,
    startProducer: async (options) => stopAtEnd(await startProducer(shared, options)),
    startReader: async ({ pool = consumer.pool, ...options } = {}) =>
      stopAtEnd(await startReader(shared, pool, options)),
    effects,
    effectsReach: (count, withinMs = 20_000) =>
      eventually(async () => enough(await effects(), count), { withinMs }),
    published: () =>
      eventually(async () => settings.kind === 'embedded' || (await backlog(producer.pool)) === 0),
    atEnd,
  };
  try {
    await work(world);
  } finally {
    for (const end of ends.toReversed()) await end().catch(() => undefined);
    await Promise.all([producer.drop(), consumer.drop()]);
  }
}

/** A database with the tables of messaging and of the suite's consumer. */
export const contractDatabase = (prefix: string): Promise<TestDatabase> => testDatabase({ prefix, template });

function enough(effects: readonly Effect[], count: number): readonly Effect[] {
  if (effects.length < count) throw new Error(`${effects.length} of ${count} effects`);
  return effects;
}

async function backlog(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ backlog: number }>(
    `SELECT count(*)::int AS backlog FROM messaging.outbox_head LEFT JOIN messaging.relay_cursor AS cursor
     USING (topic, partition) WHERE outbox_head.sequence > coalesce(cursor.sequence, 0)`,
  );
  return rows[0]?.backlog ?? 0;
}

const template = {
  key: 'messaging-contract',
  migrate: async ({ pool }: { readonly pool: Pool }) => {
    const migration = new URL('20261101000000_messaging/migration.sql', messagingMigrations);
    await pool.query(await readFile(migration, 'utf8'));
    await pool.query(
      'CREATE TABLE effect (n bigserial PRIMARY KEY, thing text NOT NULL, number int NOT NULL)',
    );
  },
};

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
