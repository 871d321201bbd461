import { eventually } from '@yuanqu/testing';
import { expect, test } from 'vitest';
import { account, onceInOrder } from './account.ts';
import type { InWorld } from './in-world.ts';
import { writeEffects } from './processes.ts';
import { numbered, run } from './thing.ts';

/** New releases, stops, and what is measured. */
export function operationContract(inWorld: InWorld): void {
  test('an unknown version of a known event stops its partition until a release knows it', () =>
    inWorld(async (world) => {
      const { thing } = world;
      const producer = await world.startProducer();
      const old = await world.startReader();
      await producer.publish([numbered(thing, 'a', 1)]);
      await producer.publish([
        { ...numbered(thing, 'a', 0), definition: thing.numberedV2, data: { value: 2 } } as never,
        numbered(thing, 'a', 3),
      ]);
      await eventually(async () =>
        (await old.lag())[0]?.held.some(({ reason }) => reason === 'unknown-version'),
      );
      expect(await world.effects()).toEqual([{ thing: 'a', number: 1 }]);
      await old.stop();
      await world.startReader({ events: [thing.numbered, thing.numberedV2] });
      expect(account(await world.effectsReach(3))).toEqual(onceInOrder(3));
    }));

  test('a stop finishes the batch in hand, takes no more, and nothing is missing later', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const begun = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const first = await world.startReader({
        handle: async (tx, events) => {
          begun.resolve();
          await goOn.promise;
          await writeEffects(tx, events);
        },
      });
      await producer.publish([numbered(world.thing, 'a', 1)]);
      await begun.promise;
      const stopped = first.stop();
      await producer.publish([numbered(world.thing, 'a', 2)]);
      goOn.resolve();
      await stopped;
      expect(await world.effects()).toEqual([{ thing: 'a', number: 1 }]);
      await world.startReader();
      expect(account(await world.effectsReach(2))).toEqual(onceInOrder(2));
    }));

  test('lag is what a group has not passed yet, and a metric', () =>
    inWorld(async (world) => {
      const goOn = Promise.withResolvers<void>();
      const producer = await world.startProducer();
      const reader = await world.startReader({
        handle: async (tx, events) => {
          await goOn.promise;
          await writeEffects(tx, events);
        },
      });
      await producer.publish(run(world.thing, 1, 50));
      await eventually(async () => (await reader.lag())[0]?.lag === 50);
      expect(await reader.metrics.getSingleMetricAsString('yuanqu_consumer_lag_events')).toMatch(/\} 50$/);
      goOn.resolve();
      await eventually(async () => (await reader.lag())[0]?.lag === 0);
      expect(await world.effects()).toHaveLength(50);
    }));
}
