import { expect, test } from 'vitest';
import { account, onceInOrder } from './account.ts';
import type { InWorld } from './in-world.ts';
import { reachParked } from './choking.ts';
import { numberOf, writeEffects } from './processes.ts';
import { numbered } from './thing.ts';

/** In whatever way an event fails, it alone is parked. */
export function culpritContract(inWorld: InWorld): void {
  test('an event that breaks its contract is parked where it is read', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const reader = await world.startReader();
      const { topic, type } = world.thing.numbered;
      await world.producer.pool.query(
        `SELECT messaging.append($1, '{0}', '{2}', '{1,1}', '{1,2}', $2, $3, $4)`,
        [
          [topic],
          'broken\x1ecut',
          `${type}\x1e${type}`,
          [
            '{"id":"1","subject":"broken","revision":1,"time":"2026-11-01T00:00:00Z","data":{"number":"one"}}',
            '{"id":',
          ].join('\x1e'),
        ],
      );
      producer.committed();
      const parked = await reachParked(reader, 2);
      expect(parked.map(({ error }) => error)).toEqual([
        `InvalidEvent: ${type} breaks its contract at data/number: must be integer`,
        `InvalidEvent: ${type} is not JSON`,
      ]);
      await producer.publish([numbered(world.thing, 'a', 1)]);
      expect(await world.effectsReach(1)).toHaveLength(1);
    }));

  test.each([
    ['swallows the error of a statement', 'INSERT INTO effect (thing) VALUES (NULL)'],
    ['breaks a deferred constraint', `INSERT INTO effect (thing, number, parent) VALUES ('orphan', 1, 77)`],
  ])('of events whose handler %s the culprit is parked, the others have their effects', (_, sql) =>
    inWorld(async (world) => {
      await world.consumer.pool.query(
        'ALTER TABLE effect ADD parent bigint REFERENCES effect DEFERRABLE INITIALLY DEFERRED',
      );
      const producer = await world.startProducer();
      const reader = await world.startReader({
        handle: async (tx, events) => {
          if (events.some(({ data }) => numberOf(data) === 5)) await tx.query(sql).catch(() => undefined);
          await writeEffects(tx, events).catch(() => undefined);
        },
      });
      await producer.publish(Array.from({ length: 10 }, (_, n) => numbered(world.thing, `thing-${n}`, n)));
      const [culprit] = await reachParked(reader, 1);
      expect(culprit?.key).toBe('thing-5');
      expect(account(await world.effectsReach(9))).toEqual(onceInOrder(9));
    }),
  );
}
