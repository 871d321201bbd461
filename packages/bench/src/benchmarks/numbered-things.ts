import { readFile } from 'node:fs/promises';
import { defineEvent, type NewEvent, newEvent, type Topic } from '@yuanqu/events';
import { messagingMigrations } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import { Type } from 'typebox';

/** The event of the backbone's own benchmarks: about as large as an occupancy update. */
export const numbered = defineEvent({
  type: 'cn.yuanqu.bench.thing.numbered.v1',
  summary: { zh: '基准测试', en: 'A thing got a number' },
  data: Type.Object({ number: Type.Integer(), status: Type.String(), tenant: Type.String() }),
});

export const thingTopic: Topic = { name: numbered.topic, service: 'bench', partitions: 12 };

/** So many events of a thousand things, the first with that number. */
export const numberedEvents = (first: number, count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) =>
    newEvent(numbered, {
      subject: `thing-${(first + index) % 1_000}`,
      revision: first + index,
      time: new Date(),
      data: { number: first + index, status: 'let', tenant: '91350100M000100Y43' },
    }),
  );

/** Lays the backbone's tables into a fresh database. */
export async function withMessaging(pool: Pool): Promise<Pool> {
  await pool.query(
    await readFile(new URL('20261101000000_messaging/migration.sql', messagingMigrations), 'utf8'),
  );
  return pool;
}
