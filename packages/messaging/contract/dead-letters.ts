import { expect, test } from 'vitest';
import type { DeadLetter } from '../src/index.ts';
import { account, onceInOrder } from './account.ts';
import type { InWorld } from './in-world.ts';
import { choking, numberIn, reachParked } from './choking.ts';
import { numbered } from './thing.ts';

/** Parked events are replayed from the head of their key, in order, or discarded. */
export function deadLetterContract(inWorld: InWorld): void {
  test('later events of a parked key wait behind it, and a replay from its head runs them in order', () =>
    inWorld(async (world) => {
      const poison = new Set([1]);
      const producer = await world.startProducer();
      const reader = await world.startReader({ handle: choking(poison) });
      await producer.publish([numbered(world.thing, 'a', 1)]);
      await reachParked(reader, 1);
      await producer.publish([numbered(world.thing, 'a', 2), numbered(world.thing, 'b', 7)]);
      await producer.publish([numbered(world.thing, 'a', 3)]);
      const [head] = await reachParked(reader, 3);
      expect(await world.effectsReach(1)).toEqual([{ thing: 'b', number: 7 }]);
      poison.clear();
      expect(await reader.deadLetters.replay(idOf(head), 'somebody')).toEqual({ replayed: 3, remaining: 0 });
      await producer.publish([numbered(world.thing, 'a', 4)]);
      const effects = await world.effectsReach(5);
      expect(effects.filter(({ thing }) => thing === 'a').map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    }));

  test('a replay stops at the first failure and tells why', () =>
    inWorld(async (world) => {
      const poison = new Set([1, 3]);
      const producer = await world.startProducer();
      const reader = await world.startReader({ handle: choking(poison) });
      await producer.publish([1, 2, 3, 4].map((n) => numbered(world.thing, 'a', n)));
      const [head] = await reachParked(reader, 4);
      poison.delete(1);
      const outcome = await reader.deadLetters.replay(idOf(head), 'somebody');
      expect(outcome).toEqual({ replayed: 2, remaining: 2, error: 'Error: cannot digest 3' });
      expect((await reachParked(reader, 2)).map(numberIn)).toEqual([3, 4]);
      expect(account(await world.effectsReach(2))).toEqual(onceInOrder(2));
    }));

  test('only the head of a key can be settled; when it is discarded, with a reason, the rest goes on', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const reader = await world.startReader({ handle: choking(new Set([1])) });
      await producer.publish([1, 2].map((n) => numbered(world.thing, 'a', n)));
      const [head, follower] = await reachParked(reader, 2);
      const { deadLetters } = reader;
      await expect(deadLetters.replay(idOf(follower), 'somebody')).rejects.toMatchObject({
        code: 'messaging.not-the-head',
        kind: 'conflict',
        details: { head: head?.id },
      });
      expect(await deadLetters.discard(idOf(head), 'somebody', 'sent twice')).toEqual({ remaining: 1 });
      await expect(deadLetters.discard(idOf(head), 'somebody', 'again')).rejects.toMatchObject({
        code: 'messaging.already-settled',
      });
      expect(await deadLetters.replay(idOf(follower), 'somebody')).toEqual({ replayed: 1, remaining: 0 });
      const [discarded] = await deadLetters.list({ state: 'discarded', limit: 1 });
      expect(discarded).toMatchObject({ settledBy: 'somebody', reason: 'sent twice' });
      expect(await world.effectsReach(1)).toEqual([{ thing: 'a', number: 2 }]);
    }));
}

function idOf(letter: DeadLetter | undefined): string {
  if (!letter) throw new Error('there is no such dead letter');
  return letter.id;
}
