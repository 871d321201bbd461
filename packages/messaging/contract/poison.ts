import { eventually } from '@yuanqu/testing';
import { expect, test } from 'vitest';
import { account, onceInOrder } from './account.ts';
import type { InWorld } from './in-world.ts';
import { choking, numberIn, reachParked } from './choking.ts';
import { numbered, run } from './thing.ts';

/** Events that cannot be handled are parked, and the later ones of their keys behind them. */
export function poisonContract(inWorld: InWorld): void {
  test('a poison event and its followers are parked while all other keys flow', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const reader = await world.startReader({ handle: choking(new Set([24])) });
      await producer.publish(run(world.thing, 1, 100)); // thing-4 has 4, 14, 24, …, 94
      expect(account(await world.effectsReach(92))).toEqual(onceInOrder(92));
      const parked = await reachParked(reader, 8);
      expect(parked.map(numberIn)).toEqual([24, 34, 44, 54, 64, 74, 84, 94]);
      expect(parked[0]).toMatchObject({ key: 'thing-4', state: 'parked', error: 'Error: cannot digest 24' });
      expect(parked[1]?.error).toBe('waits behind an earlier event of its key');
      expect(await reader.metrics.getSingleMetricAsString('yuanqu_dead_letters_parked')).toMatch(/\} 8$/);
      await eventually(async () => (await reader.lag())[0]?.lag === 0);
    }));

  test('when more fail within a minute than bad data explains, the partition stops until a better release comes', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const bad = await world.startReader({
        parkedPerMinute: 3,
        handle: async () => Promise.reject(new Error('a bad release')),
      });
      await producer.publish(Array.from({ length: 8 }, (_, n) => numbered(world.thing, 'a', n + 1)));
      await producer.publish(Array.from({ length: 8 }, (_, n) => numbered(world.thing, `other-${n}`, n + 9)));
      await eventually(async () =>
        (await bad.lag())[0]?.held.some((held) => held.reason === 'too-many-parked'),
      );
      expect((await bad.deadLetters.list({ limit: 100 })).length).toBeLessThanOrEqual(3 + 8);
      await bad.stop();
      await world.startReader();
      await eventually(async () => {
        const parked = (await bad.deadLetters.list({ state: 'parked', limit: 100 })).length;
        return (await world.effects()).length + parked === 16;
      });
    }));
}
