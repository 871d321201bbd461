import { eventually } from '@yuanqu/testing';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import { account, onceInOrder } from './account.ts';
import type { InWorld } from './in-world.ts';
import { writeEffects } from './processes.ts';
import { numbered, run } from './thing.ts';

/** Several processes of one group, and of one relay. */
export function membershipContract(inWorld: InWorld): void {
  test('consumers that come and go under load repeat and lose nothing', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const first = await world.startReader();
      let n = 1;
      const publishSome = async (count: number) => {
        for (const end = n + count; n < end; n += 20) await producer.publish(run(world.thing, n, 20));
      };
      await publishSome(400);
      const joining = world.startReader();
      await publishSome(400);
      await joining;
      await publishSome(400);
      await Promise.all([first.stop(), publishSome(400)]);
      expect(account(await world.effectsReach(1_600, 40_000))).toEqual(onceInOrder(1_600));
    }));

  test('a zombie that wakes in the middle of its transaction, its partitions long another’s, changes nothing', () =>
    inWorld(async (world) => {
      // the server ends the zombie's transaction, which would else keep the lock on the watermark
      const pool = new Pool({
        connectionString: world.consumer.url,
        idle_in_transaction_session_timeout: 1_000,
      });
      pool.on('error', () => undefined);
      pool.on('connect', (client) => client.on('error', () => undefined));
      world.atEnd(() => pool.end());
      const producer = await world.startProducer();
      const wake = Promise.withResolvers<void>();
      const frozen = Promise.withResolvers<void>();
      const zombie = await world.startReader({
        pool,
        handle: async (tx, events) => {
          await writeEffects(tx, events);
          frozen.resolve();
          await wake.promise;
        },
      });
      await producer.publish([numbered(world.thing, 'a', 1)]);
      await frozen.promise;
      await world.startReader();
      await producer.publish([numbered(world.thing, 'a', 2)]);
      expect(account(await world.effectsReach(2, 40_000))).toEqual(onceInOrder(2));
      wake.resolve();
      await eventually(async () => zombie.healthy());
      await producer.publish([numbered(world.thing, 'a', 3)]);
      expect(account(await world.effectsReach(3))).toEqual(onceInOrder(3));
      await zombie.stop();
      expect(account(await world.effects())).toEqual(onceInOrder(3));
    }));
}
