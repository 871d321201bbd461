import { eventually } from '@yuanqu/testing';
import { expect, test } from 'vitest';
import { account, onceInOrder } from './account.ts';
import { numbered, run } from './thing.ts';
import type { InWorld } from './in-world.ts';
import { inOwnTransaction } from './processes.ts';
import type { World } from './world.ts';

/** Order per key and dense sequences. */
export function orderContract(inWorld: InWorld): void {
  test('every event has its effect once, in order per key, whatever order the partitions come in', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      await world.startReader();
      for (let n = 1; n <= 5_000; n += 100) await producer.publish(run(world.thing, n, 100));
      expect(account(await world.effectsReach(5_000))).toEqual(onceInOrder(5_000));
    }));

  test('many writers at once leave neither a hole nor a wrong order', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      await world.startReader();
      const writer = async (thing: string) => {
        for (let n = 1; n <= 50; n++) {
          await producer.publish([numbered(world.thing, thing, n), numbered(world.thing, 'shared', n)]);
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_, i) => writer(`own-${i}`)));
      const effects = await world.effectsReach(800);
      expect(account(effects.filter(({ thing }) => thing !== 'shared'))).toEqual(onceInOrder(400));
      expect(await holes(world)).toEqual([]);
    }));

  test('of two interleaved transactions the events come in the order of their commits, not of their first writes', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      await world.startReader();
      const early = await world.producer.pool.connect();
      await early.query('BEGIN');
      await early.query('CREATE TABLE early_write ()'); // takes a transaction id before the other begins
      await inOwnTransaction(world.producer.pool, (tx) =>
        producer.append(tx, [numbered(world.thing, 'a', 1)]),
      );
      await producer.append(early, [numbered(world.thing, 'a', 2)]);
      const late = inOwnTransaction(world.producer.pool, (tx) =>
        producer.append(tx, [numbered(world.thing, 'a', 3)]),
      );
      await eventually(async () => (await waitingForLocks(world)) === 1);
      await early.query('COMMIT');
      early.release();
      await late;
      producer.committed();
      expect(account(await world.effectsReach(3))).toEqual(onceInOrder(3));
    }));

  test('a transaction that rolls back leaves no hole', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      await world.startReader();
      await producer.publish([numbered(world.thing, 'a', 1)]);
      const failing = inOwnTransaction(world.producer.pool, async (tx) => {
        await producer.append(tx, [numbered(world.thing, 'a', 99)]);
        throw new Error('changed its mind');
      });
      await expect(failing).rejects.toThrow('changed its mind');
      await producer.publish([numbered(world.thing, 'a', 2)]);
      expect(account(await world.effectsReach(2))).toEqual(onceInOrder(2));
    }));
}

async function holes({ producer, thing }: World): Promise<readonly unknown[]> {
  const { rows } = await producer.pool.query(
    `SELECT * FROM (
       SELECT partition, sequence, lag(sequence, 1, 0::bigint) OVER (PARTITION BY partition ORDER BY sequence) AS before
       FROM messaging.outbox WHERE topic = $1
     ) AS row WHERE sequence <> before + 1`,
    [thing.topic.name],
  );
  return rows;
}

async function waitingForLocks({ producer }: World): Promise<number> {
  const { rows } = await producer.pool.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%messaging.append%'`,
  );
  return rows[0]?.waiting ?? 0;
}
