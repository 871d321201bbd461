import { setTimeout as delay } from 'node:timers/promises';
import type { Topic } from '@yuanqu/events';
import type { Pool } from 'pg';
import type { Logger } from 'pino';

export interface RetentionOptions {
  readonly pool: Pool;
  readonly topics: readonly Topic[];
  readonly log: Logger;
  /** Rows younger than this stay; Infinity drops nothing, ever. */
  readonly keepMs: number;
  readonly everyMs?: number;
}

/** Drops old outbox rows every few minutes until stopped; several processes may do it at once. */
export function startRetention(options: RetentionOptions): { readonly stop: () => Promise<void> } {
  const { keepMs, everyMs = 300_000 } = options;
  if (!Number.isFinite(keepMs) || options.topics.length === 0) return { stop: async () => undefined };
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = (async () => {
    while (!signal.aborted) {
      await delay(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      await dropPassedRows({ ...options, signal }).catch((err: unknown) => {
        options.log.warn({ err }, 'could not drop old outbox rows, trying again later');
      });
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

const rowsPerDelete = 5_000;

/**
 * Deletes the rows that are older than `keepMs` and that everybody has passed: the relay, if one has ever published
 * from here, and each registered reader. Where there is neither, nothing is passed. Returns how many rows went.
 */
export async function dropPassedRows({
  pool,
  topics,
  keepMs,
  signal,
}: Pick<RetentionOptions, 'pool' | 'topics' | 'keepMs'> & { signal?: AbortSignal }): Promise<number> {
  let dropped = 0;
  for (const { name, partitions } of topics) {
    for (let partition = 0; partition < partitions; partition++) {
      for (let deleted = rowsPerDelete; deleted === rowsPerDelete && !signal?.aborted; ) {
        const { rowCount } = await pool.query(deleteStatement, [
          name,
          partition,
          keepMs / 1_000,
          rowsPerDelete,
        ]);
        deleted = rowCount ?? 0;
        dropped += deleted;
      }
    }
  }
  return dropped;
}

// Looks at the oldest rows only and stops at the first that must stay. An epoch counts before a sequence: a reader that
// has not yet seen a restored producer's new epoch has not passed its repeated numbers. The limit is a subquery of its
// own so that it is computed once: joined, it was computed for each row (13 s for 5,000).
const deleteStatement = `
  WITH slowest AS MATERIALIZED (
    SELECT epoch, sequence FROM messaging.log_reader
    WHERE topic = $1 AND partition = $2 ORDER BY epoch, sequence LIMIT 1
  ), relay AS MATERIALIZED (
    SELECT sequence FROM messaging.relay_cursor WHERE topic = $1 AND partition = $2
  ), oldest AS MATERIALIZED (
    SELECT outbox.sequence,
           coalesce(slowest.sequence, relay.sequence) IS NOT NULL
           AND (slowest.epoch IS NULL OR (outbox.epoch, outbox.sequence) <= (slowest.epoch, slowest.sequence))
           AND (relay.sequence IS NULL OR outbox.sequence <= relay.sequence)
           AND outbox.committed_at < clock_timestamp() - make_interval(secs => $3) AS may_go
    FROM messaging.outbox LEFT JOIN slowest ON true LEFT JOIN relay ON true
    WHERE outbox.topic = $1 AND outbox.partition = $2 ORDER BY outbox.sequence LIMIT $4
  )
  DELETE FROM messaging.outbox
  WHERE topic = $1 AND partition = $2
    AND sequence <= (SELECT coalesce(min(sequence) FILTER (WHERE NOT may_go) - 1, max(sequence)) FROM oldest)`;
