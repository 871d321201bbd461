import { eventually } from '@yuanqu/testing';
import { expect, test } from 'vitest';
import { account, onceInOrder } from './account.ts';
import type { InWorld } from './in-world.ts';
import type { Reader } from './processes.ts';
import { run } from './thing.ts';
import type { World } from './world.ts';

/** Numbers that are missing, in the log or on the consumer's side. */
export function gapContract(inWorld: InWorld): void {
  test('a missing event stops its partition and raises an alarm, no other; once it is there again, all go on', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      await producer.publish(run(world.thing, 1, 100));
      await world.published();
      await producer.stop();
      await producer.publish(run(world.thing, 101, 100));
      const lost = await loseFirstUnpublished(world, 0);
      const reader = await world.startReader();
      const relay = await world.startProducer();
      await eventually(async () => (await heldReasons(reader)).includes('sequence-gap'), {
        withinMs: 40_000,
      });
      expect(await reader.metrics.getSingleMetricAsString('yuanqu_partition_held')).toContain(
        '"sequence-gap"',
      );
      await eventually(async () => (await world.effects()).length === 200 - lost.heldBack);
      await relay.stop();
      await lost.restore();
      await world.startProducer();
      expect(account(await world.effectsReach(200))).toEqual(onceInOrder(200));
      await eventually(async () => (await heldReasons(reader)).length === 0);
    }));

  test('a consumer whose database was restored to an earlier state catches up from its own watermark', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const first = await world.startReader();
      await producer.publish(run(world.thing, 1, 200));
      await world.effectsReach(200);
      await eventually(async () => (await first.lag())[0]?.lag === 0);
      await first.stop();
      await world.consumer.pool.query('TRUNCATE effect');
      await world.consumer.pool.query('UPDATE messaging.consumer_watermark SET epoch = 0, sequence = 0');
      await world.startReader();
      await producer.publish(run(world.thing, 201, 100));
      expect(account(await world.effectsReach(300))).toEqual(onceInOrder(300));
    }));
}

const heldReasons = async (reader: Reader): Promise<readonly string[]> =>
  (await reader.lag()).flatMap(({ held }) => held.map(({ reason }) => reason));

interface Loss {
  /** How many events of the partition come from the lost one on. */
  readonly heldBack: number;
  readonly restore: () => Promise<unknown>;
}

/** Takes an event out of the log: on Kafka the relay's cursor skips it, else its row is set aside. */
async function loseFirstUnpublished(
  { producer: { pool }, settings }: World,
  partition: number,
): Promise<Loss> {
  const { rows } = await pool.query<{ sequence: string; behind: number }>(
    `SELECT min(sequence) AS sequence, count(*)::int AS behind FROM messaging.outbox
     WHERE partition = $1 AND sequence > (SELECT count(*) FROM messaging.outbox WHERE partition = $1) / 2`,
    [partition],
  );
  const [lost] = rows;
  if (!lost) throw new Error(`partition ${partition} is empty`);
  const values = [partition, lost.sequence];
  if (settings.kind === 'kafka') {
    await pool.query('UPDATE messaging.relay_cursor SET sequence = $2 WHERE partition = $1', values);
    const restore = () =>
      pool.query('UPDATE messaging.relay_cursor SET sequence = $2::bigint - 1 WHERE partition = $1', values);
    return { heldBack: lost.behind, restore };
  }
  await pool.query(
    'CREATE TABLE set_aside AS SELECT * FROM messaging.outbox WHERE partition = $1 AND sequence = $2',
    values,
  );
  await pool.query('DELETE FROM messaging.outbox WHERE partition = $1 AND sequence = $2', values);
  const restore = () => pool.query('INSERT INTO messaging.outbox SELECT * FROM set_aside');
  return { heldBack: lost.behind, restore };
}
