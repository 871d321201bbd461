import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@yuanqu/testing';
import type { Pool } from 'pg';
import { expect, test } from 'vitest';
import { account, onceInOrder } from './account.ts';
import type { InWorld } from './in-world.ts';
import { writeEffects } from './processes.ts';
import { run } from './thing.ts';

/** Connections that are cut, a thing that is unavailable: waited for, without end. */
export function surroundingsContract(inWorld: InWorld): void {
  test('while database connections are cut nothing is parked, lost or doubled, and all is caught up with', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      const reader = await world.startReader();
      let cutting = true;
      const knife = (async () => {
        while (cutting) {
          await Promise.all([cutConnections(world.consumer.pool), cutConnections(world.producer.pool)]);
          await delay(150);
        }
      })();
      for (let n = 1; n <= 1_000; n += 20) {
        // a cut COMMIT is not known to have happened: the writer looks
        await eventually(async () => {
          const events = run(world.thing, n, 20);
          if (!(await isWritten(world.producer.pool, n))) await producer.publish(events);
          return isWritten(world.producer.pool, n);
        });
      }
      cutting = false;
      await knife;
      expect(account(await world.effectsReach(1_000, 40_000))).toEqual(onceInOrder(1_000));
      expect(await reader.deadLetters.list({ limit: 1 })).toEqual([]);
    }));

  test('what is unavailable is waited for, and holds up its partition only', () =>
    inWorld(async (world) => {
      let away = true;
      const producer = await world.startProducer();
      const reader = await world.startReader({
        handle: async (tx, events) => {
          const blocked = away && events.some(({ subject }) => subject === 'thing-1');
          if (blocked) throw Object.assign(new Error('the bank is away'), { code: 'ECONNREFUSED' });
          await writeEffects(tx, events);
        },
      });
      await producer.publish(run(world.thing, 1, 200));
      await eventually(async () => (await reader.lag())[0]?.held.length === 1);
      await producer.publish(run(world.thing, 201, 200));
      await eventually(async () => (await world.effects()).length > 200, { withinMs: 20_000 });
      expect((await world.effects()).some(({ thing }) => thing === 'thing-1')).toBe(false);
      away = false;
      expect(account(await world.effectsReach(400))).toEqual(onceInOrder(400));
      expect(await reader.metrics.getSingleMetricAsString('yuanqu_consumer_rereads_total')).not.toMatch(
        /\} [1-9]/,
      );
      expect(await reader.deadLetters.list({ limit: 1 })).toEqual([]);
    }));
}

const cutConnections = (pool: Pool): Promise<unknown> =>
  pool
    .query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
    .catch(() => undefined);

async function isWritten(pool: Pool, number: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM messaging.outbox WHERE (body::json->'data'->>'number')::int = $1`,
    [number],
  );
  return rowCount === 1;
}
