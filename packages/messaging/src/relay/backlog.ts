import type { Topic } from '@yuanqu/events';
import type { Pool } from 'pg';

/** How many committed events of each topic are not published yet. */
export async function measureBacklog(
  pool: Pool,
  service: string,
  topics: readonly Topic[],
  set: (labels: { service: string; topic: string }, value: number) => void,
): Promise<void> {
  const { rows } = await pool.query<{ topic: string; backlog: string }>(
    `SELECT topic, sum(head.sequence - coalesce(cursor.sequence, 0)) AS backlog
     FROM messaging.outbox_head AS head LEFT JOIN messaging.relay_cursor AS cursor USING (topic, partition)
     WHERE topic = ANY($1) GROUP BY topic`,
    [topics.map(({ name }) => name)],
  );
  for (const { topic, backlog } of rows) set({ service, topic }, Number(backlog));
}
