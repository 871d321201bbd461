import type { TestDatabase } from '@yuanqu/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inOwnTransaction } from '../../contract/processes.ts';
import { makeThing, numbered, run } from '../../contract/thing.ts';
import { contractDatabase } from '../../contract/world.ts';
import { maxEventBytes } from '../cloud-event.ts';
import { createOutbox } from './outbox.ts';
import { registerTopics } from './topic-registration.ts';

const thing = makeThing();
const outbox = createOutbox(
  () => undefined,
  () => thing.topic.partitions,
);
let database: TestDatabase;

beforeEach(async () => {
  database = await contractDatabase('outbox');
  await registerTopics(database.pool, [thing.topic]);
});
afterEach(() => database.drop());

const rows = async () =>
  (
    await database.pool.query<{ partition: number; sequence: string; key: string; body: string }>(
      'SELECT partition, sequence, key, body FROM messaging.outbox ORDER BY partition, sequence',
    )
  ).rows;

describe('append', () => {
  test('gives each event the next number of its partition, in the given order', async () => {
    await outbox.append(database.pool, run(thing, 1, 30));
    await outbox.append(database.pool, run(thing, 31, 30));
    const written = await rows();
    expect(written).toHaveLength(60);
    for (const [, partition] of Map.groupBy(written, (row) => row.partition)) {
      expect(partition.map(({ sequence }) => Number(sequence))).toEqual(partition.map((_, i) => i + 1));
      const numbers = partition.map(({ body }) => (JSON.parse(body) as { revision: number }).revision);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
  });

  test('marks the first event of an epoch with the epoch before, in each partition for itself', async () => {
    await outbox.append(
      database.pool,
      [1, 2].map((n) => numbered(thing, 'a', n)),
    );
    await database.pool.query('UPDATE messaging.outbox_head SET epoch = epoch + 1');
    await outbox.append(
      database.pool,
      [3, 4].map((n) => numbered(thing, 'a', n)),
    );
    const { rows } = await database.pool.query(
      'SELECT epoch, follows_epoch FROM messaging.outbox ORDER BY sequence',
    );
    expect(rows).toEqual([
      { epoch: 1, follows_epoch: 0 },
      { epoch: 1, follows_epoch: null },
      { epoch: 2, follows_epoch: 1 },
      { epoch: 2, follows_epoch: null },
    ]);
  });

  test('refuses what breaks its contract or is too large, and writes nothing of the batch', async () => {
    const broken = { ...numbered(thing, 'a', 1), data: { number: 1.5 } } as never;
    await expect(outbox.append(database.pool, [numbered(thing, 'a', 1), broken])).rejects.toThrow(
      /breaks its contract at data\/number/,
    );
    const large = numbered(thing, 'a', 1, 'x'.repeat(maxEventBytes));
    await expect(outbox.append(database.pool, [large])).rejects.toThrow(/larger than 524288 bytes/);
    expect(await rows()).toEqual([]);
  });

  test('refuses a topic that was not registered', async () => {
    await expect(outbox.append(database.pool, [numbered(makeThing(), 'a', 1)])).rejects.toThrow(
      /names a topic or partition that this service has not registered/,
    );
  });

  test('of writers that touch the same partitions in another order none waits for ever', async () => {
    const forwards = run(thing, 1, 20);
    const backwards = forwards.toReversed();
    const write = (events: typeof forwards) =>
      inOwnTransaction(database.pool, (tx) => outbox.append(tx, events));
    await Promise.all(Array.from({ length: 40 }, (_, i) => write(i % 2 ? forwards : backwards)));
    expect(await rows()).toHaveLength(800);
  });
});

test('a release with another number of partitions is refused', async () => {
  await expect(registerTopics(database.pool, [{ ...thing.topic, partitions: 8 }])).rejects.toThrow(
    `topic ${thing.topic.name} has 4 partitions in the database, this release says 8`,
  );
});
