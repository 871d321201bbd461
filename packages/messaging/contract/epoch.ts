import { pino } from 'pino';
import { eventually } from '@yuanqu/testing';
import { expect, test } from 'vitest';
import { raiseEpochAfterRestore } from '../src/index.ts';
import type { InWorld } from './in-world.ts';
import { numbered } from './thing.ts';
import type { World } from './world.ts';

const restored = {
  'from a dump, in another cluster': (world: World) =>
    world.producer.pool.query(`UPDATE messaging.database_identity SET system_identifier = 'the former one'`),
  'by failover, on another timeline': (world: World) =>
    world.producer.pool.query('UPDATE messaging.outbox_head SET timeline = timeline + 1'),
  'from a copy of its files, as an operator says': (world: World) =>
    raiseEpochAfterRestore(world.producer.pool, pino({ level: 'silent' }), true),
};

/** A producer whose database was restored gives numbers a second time, under a higher epoch. */
export function epochContract(inWorld: InWorld): void {
  test.each(Object.entries(restored))(
    'after a restore %s new events are taken though they repeat numbers',
    (_, mark) =>
      inWorld(async (world) => {
        const producer = await world.startProducer();
        await world.startReader();
        for (let n = 1; n <= 10; n++) await producer.publish([numbered(world.thing, 'a', n)]);
        await world.effectsReach(10);
        await producer.stop();
        await rewindTo(world, 6);
        await mark(world);
        const again = await world.startProducer();
        for (let n = 11; n <= 15; n++) await again.publish([numbered(world.thing, 'a', n)]);
        const numbers = (await world.effectsReach(15)).map(({ number }) => number);
        expect(numbers).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
      }),
  );

  test('a consumer that was behind when the producer was restored misses nothing of the epoch before', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const reader = await world.startReader();
      for (let n = 1; n <= 4; n++) await producer.publish([numbered(world.thing, 'a', n)]);
      await world.effectsReach(4);
      await eventually(async () => (await reader.lag())[0]?.lag === 0);
      await reader.stop();
      for (let n = 5; n <= 10; n++) await producer.publish([numbered(world.thing, 'a', n)]);
      await world.published();
      await producer.stop();
      await rewindTo(world, 8);
      await restored['by failover, on another timeline'](world);
      const again = await world.startProducer();
      await again.publish([numbered(world.thing, 'a', 11)]);
      await world.startReader();
      const seen = world.settings.kind === 'kafka' ? [5, 6, 7, 8, 9, 10] : [5, 6, 7, 8]; // the log on Kafka was not restored
      const numbers = (await world.effectsReach(5 + seen.length)).map(({ number }) => number);
      expect(numbers).toEqual([1, 2, 3, 4, ...seen, 11]);
    }));

  test('a consumer restored to before the producer’s restore goes through both epochs again', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const reader = await world.startReader();
      for (let n = 1; n <= 10; n++) await producer.publish([numbered(world.thing, 'a', n)]);
      await world.effectsReach(10);
      await restored['by failover, on another timeline'](world);
      for (let n = 11; n <= 15; n++) await producer.publish([numbered(world.thing, 'a', n)]);
      await world.effectsReach(15);
      await eventually(async () => (await reader.lag())[0]?.lag === 0);
      await reader.stop();
      await world.consumer.pool.query('DELETE FROM effect WHERE number > 5');
      await world.consumer.pool.query(
        'UPDATE messaging.consumer_watermark SET epoch = 1, sequence = 5 WHERE epoch > 0',
      );
      await world.startReader();
      await restored['by failover, on another timeline'](world);
      await producer.publish([numbered(world.thing, 'a', 16)]);
      const numbers = (await world.effectsReach(16)).map(({ number }) => number);
      expect(numbers).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    }));
}

/** What a restore of the producer's database to an earlier moment leaves. */
async function rewindTo({ producer: { pool } }: World, sequence: number): Promise<void> {
  await pool.query('DELETE FROM messaging.outbox WHERE sequence > $1', [sequence]);
  await pool.query('UPDATE messaging.outbox_head SET sequence = least(sequence, $1)', [sequence]);
  await pool.query('UPDATE messaging.relay_cursor SET sequence = least(sequence, $1 - 2)', [sequence]);
}
