import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notificationDatabase, type NotificationDatabase } from '../test/notification-database.ts';
import { aNotice } from '../test/a-notice.ts';
import { planNotices } from './plan-notices.ts';

let database: NotificationDatabase;
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database.drop());

test('one event to 5,000 officials on three channels is planned within 150 ms', async () => {
  const { pool } = database;
  await pool.query(`INSERT INTO official (id, username, name, roles, all_parks, parks, language, active, revision)
    SELECT gen_random_uuid(), 'official-' || n, '演示 ' || n, '{task-force}', false, '{software}', 'zh', true, 1
    FROM generate_series(1, 5000) AS n`);
  await pool.query(`INSERT INTO address (official_id, channel, target)
    SELECT id, channel, 'somewhere' FROM official, unnest('{email,webhook}'::text[]) AS channel`);
  await pool.query('VACUUM ANALYZE');
  const tookMs: number[] = [];
  for (let round = 0; round < 12; round++) {
    await database.inTransaction(async (tx) => {
      const startedAt = performance.now();
      const planned = await planNotices(tx, [aNotice({ eventId: randomUUID() })]);
      tookMs.push(performance.now() - startedAt);
      expect(planned).toEqual({ notices: 1, messages: 5_000, deliveries: 10_000 });
    });
  }
  process.stderr.write(
    `T ${tookMs
      .map(Math.round)
      .sort((a, b) => a - b)
      .join(' ')}\n`,
  );
});
