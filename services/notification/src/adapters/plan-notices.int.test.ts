import { randomUUID } from 'node:crypto';
import type { Executor } from '@yuanqu/messaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aNotice } from '../testing/a-notice.ts';
import { notificationDatabase, type NotificationDatabase } from '../testing/notification-database.ts';
import { planNotices } from './plan-notices.ts';

let database: NotificationDatabase;
beforeAll(async () => {
  database = await notificationDatabase();
  await database.pool.query(
    `INSERT INTO official (id, username, name, roles, all_parks, parks, language, active, revision)
     SELECT gen_random_uuid(), 'official-' || n, '演示 ' || n, '{task-force}', false, '{software}', 'zh', true, 1
     FROM generate_series(1, 5000) AS n`,
  );
  await database.pool.query(
    `INSERT INTO address (official_id, channel, target)
     SELECT id, channel, 'somewhere' FROM official, unnest('{email,webhook}'::text[]) AS channel`,
  );
  await database.pool.query('VACUUM ANALYZE');
});
afterAll(() => database?.drop());

const rounds = 10;

describe('one event to 5,000 officials on three channels', () => {
  it('is planned within 150 ms, or on a busy machine in not much more than inserting its rows takes', async () => {
    const plannedMs: number[] = [];
    const bareMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      plannedMs.push(
        await timed(async (tx) => {
          const planned = await planNotices(tx, [aNotice({ eventId: randomUUID() })]);
          expect(planned).toEqual({ notices: 1, messages: 5_000, deliveries: 10_000 });
        }),
      );
      bareMs.push(await timed((tx) => insertBare(tx, randomUUID())));
    }
    const [planned, bare] = [Math.min(...plannedMs), Math.min(...bareMs)];
    process.stderr.write(
      `fan-out planned in ${planned.toFixed(0)} ms, its rows inserted bare in ${bare.toFixed(0)} ms\n`,
    );
    expect(planned).toBeLessThanOrEqual(Math.max(150, 3 * bare));
  });
});

/** The same 15,000 rows without deciding who gets them. */
async function insertBare(tx: Executor, eventId: string): Promise<void> {
  await tx.query('INSERT INTO message (event_id, official_id) SELECT $1, id FROM official ORDER BY id', [
    eventId,
  ]);
  await tx.query(
    `INSERT INTO delivery (event_id, official_id, channel)
     SELECT $1, official_id, channel FROM address ORDER BY official_id, channel`,
    [eventId],
  );
}

const timed = async (work: (tx: Executor) => Promise<void>): Promise<number> => {
  const startedAt = performance.now();
  await database.inTransaction(work);
  return performance.now() - startedAt;
};
