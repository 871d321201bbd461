import { pino } from 'pino';
import { eventually, type TestDatabase } from '@yuanqu/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeThing, numbered } from '../../contract/thing.ts';
import { contractDatabase, inNewWorld } from '../../contract/world.ts';
import { createOutbox } from './outbox.ts';
import { dropPassedRows, startRetention } from './retention.ts';
import { registerTopics } from './topic-registration.ts';

const thing = makeThing();
const topic = { ...thing.topic, partitions: 1 };
const outbox = createOutbox(
  () => undefined,
  () => 1,
);
let database: TestDatabase;

beforeEach(async () => {
  database = await contractDatabase('retention');
  await registerTopics(database.pool, [topic]);
  await outbox.append(
    database.pool,
    Array.from({ length: 10 }, (_, n) => numbered(thing, 'a', n + 1)),
  );
});
afterEach(() => database.drop());

const drop = (keepMs = 0) => dropPassedRows({ pool: database.pool, topics: [topic], keepMs });
const kept = async () => {
  const { rows } = await database.pool.query<{ sequence: string }>(
    'SELECT sequence FROM messaging.outbox ORDER BY 1',
  );
  return rows.map(({ sequence }) => Number(sequence));
};
const relayAt = (sequence: number) =>
  database.pool.query('INSERT INTO messaging.relay_cursor VALUES ($1, 0, $2)', [topic.name, sequence]);
const readerAt = (group: string, epoch: number, sequence: number) =>
  database.pool.query('INSERT INTO messaging.log_reader VALUES ($1, $2, 0, $3, $4)', [
    group,
    topic.name,
    epoch,
    sequence,
  ]);

describe('outbox rows', () => {
  test('stay as long as nobody is known to read them', async () => {
    expect(await drop()).toBe(0);
    expect(await kept()).toHaveLength(10);
  });

  test('go when the relay has published them', async () => {
    await relayAt(4);
    expect(await drop()).toBe(4);
    expect(await kept()).toEqual([5, 6, 7, 8, 9, 10]);
  });

  test('go when the slowest of all readers has passed them', async () => {
    await relayAt(9);
    await readerAt('fast', 1, 8);
    await readerAt('slow', 1, 3);
    expect(await drop()).toBe(3);
  });

  test('stay for a group that is registered and has read nothing', async () => {
    await readerAt('fast', 1, 8);
    await readerAt('new', 0, 0);
    expect(await drop()).toBe(0);
  });

  test('stay for a reader that has passed their numbers only in an epoch before', async () => {
    await database.pool.query('UPDATE messaging.outbox SET epoch = 2 WHERE sequence > 5');
    await readerAt('behind', 1, 10);
    expect(await drop()).toBe(5);
  });

  test('stay until they are old enough', async () => {
    await relayAt(10);
    expect(await drop(60_000)).toBe(0);
    await database.pool.query(
      `UPDATE messaging.outbox SET committed_at = committed_at - interval '2 minutes' WHERE sequence <= 7`,
    );
    expect(await drop(60_000)).toBe(7);
  });

  test('go by themselves, chunk by chunk', async () => {
    await outbox.append(
      database.pool,
      Array.from({ length: 6_000 }, (_, n) => numbered(thing, 'a', n + 11)),
    );
    await relayAt(6_005);
    const log = pino({ level: 'silent' });
    const retention = startRetention({ pool: database.pool, topics: [topic], log, keepMs: 0, everyMs: 20 });
    await eventually(async () => (await kept()).length === 5);
    await retention.stop();
    expect(await kept()).toEqual([6_006, 6_007, 6_008, 6_009, 6_010]);
  });
});

test('a group of the embedded bus keeps what it has not passed, and lets go of what it has', () =>
  inNewWorld({ kind: 'embedded' }, async (world) => {
    const producer = await world.startProducer();
    await producer.publish([numbered(world.thing, 'a', 1)]);
    const reader = await world.startReader();
    await world.effectsReach(1);
    await eventually(async () => (await registered(world.producer)) === world.thing.topic.partitions);
    await reader.stop();
    await producer.publish([numbered(world.thing, 'a', 2)]);
    await dropPassedRows({ pool: world.producer.pool, topics: [world.thing.topic], keepMs: 0 });
    await world.startReader();
    expect(await world.effectsReach(2)).toHaveLength(2);
  }));

const registered = async ({ pool }: TestDatabase): Promise<number> =>
  (await pool.query('SELECT 1 FROM messaging.log_reader')).rowCount ?? 0;
