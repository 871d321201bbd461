import { readFile } from 'node:fs/promises';
import { eventually, testDatabase } from '@yuanqu/testing';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { numbered, thingNumbered, thingTopic } from '../../contract/thing.ts';
import { createOutbox, defineConsumer, messagingMigrations, startRelaying } from '../index.ts';
import { embeddedBus } from './index.ts';

test('an event committed by one service has its effect in the database of another, in order', async () => {
  const sql = await readFile(new URL('20261101000000_messaging/migration.sql', messagingMigrations), 'utf8');
  const migrate = { key: 'messaging', migrate: ({ pool }: { pool: import('pg').Pool }) => pool.query(sql) };
  const producer = await testDatabase({ prefix: 'producer', template: migrate });
  const consumer = await testDatabase({ prefix: 'consumer', template: migrate });
  await consumer.pool.query('CREATE TABLE effect (n serial, thing text, number int)');
  const log = pino({ level: 'warn' });
  const bus = embeddedBus({ sourceOf: () => producer.pool, shufflePartitions: true });
  const common = { bus, log, metrics: new Registry(), clock: () => new Date(), catalogue: [thingTopic] };
  const sending = await startRelaying({ ...common, service: 'test', pool: producer.pool, topics: [thingTopic] });
  const receiving = await startRelaying({ ...common, service: 'reader', pool: consumer.pool, topics: [] });
  const messaging = await receiving.consume([
    defineConsumer({
      group: 'reader.things.v1',
      events: [thingNumbered],
      handle: async (tx, events) => {
        await tx.query('INSERT INTO effect (thing, number) SELECT * FROM unnest($1::text[], $2::int[])', [
          events.map((event) => event.subject),
          events.map((event) => event.data.number),
        ]);
      },
    }),
  ]);
  const outbox = createOutbox(sending.committed, () => thingTopic.partitions);
  const total = 5_000;
  for (let n = 1; n <= total; n += 100) {
    const tx = await producer.pool.connect();
    await tx.query('BEGIN');
    await outbox.append(tx, Array.from({ length: 100 }, (_, i) => numbered(`thing-${i % 10}`, n + i)));
    await tx.query('COMMIT');
    tx.release();
    outbox.committed();
  }
  await eventually(async () => (await messaging.lag()).every(({ lag }) => lag === 0), { withinMs: 10_000 });
  const { rows } = await consumer.pool.query<{ things: string; disordered: string }>(
    `SELECT count(*) AS things, count(*) FILTER (WHERE number < previous) AS disordered
     FROM (SELECT number, lag(number) OVER (PARTITION BY thing ORDER BY n) AS previous FROM effect) AS e`,
  );
  expect(rows[0]).toEqual({ things: String(total), disordered: '0' });
  await messaging.stopConsumers();
  await bus.stop();
  await Promise.all([producer.drop(), consumer.drop()]);
});
