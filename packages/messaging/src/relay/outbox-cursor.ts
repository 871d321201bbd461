import type { Topic } from '@yuanqu/events';
import type { Client } from 'pg';
import { partitionName } from '../log-record.ts';

/** A committed event that the relay has not passed yet. Sequences stay text: nothing here computes with them. */
export interface PendingEvent {
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: string;
  readonly followsEpoch: number | null;
  readonly key: string;
  readonly type: string;
  readonly body: string;
}

/** The next events of one partition, dense, from the one after the cursor. */
export interface PendingRun {
  readonly topic: string;
  readonly partition: number;
  /** Where the cursor stands. */
  readonly cursor: string;
  /** When the oldest of them was committed, in seconds, by the database's clock. */
  readonly oldestCommittedAt: number;
  readonly events: readonly PendingEvent[];
}

/** Another relay moved the cursor: this one has lost its lock without noticing yet. */
export class CursorMovedByAnother extends Error {
  override readonly name = 'CursorMovedByAnother';
}

/**
 * Makes the cursors that are missing. A new one stands before the oldest row: what was dropped before there was a relay
 * had been passed by everybody.
 */
export async function registerCursors(client: Client, topics: readonly Topic[]): Promise<void> {
  await client.query(
    `INSERT INTO messaging.relay_cursor (topic, partition, sequence)
     SELECT head.topic, head.partition, coalesce(oldest.sequence - 1, head.sequence)
     FROM messaging.outbox_head AS head LEFT JOIN LATERAL (
       SELECT sequence FROM messaging.outbox
       WHERE outbox.topic = head.topic AND outbox.partition = head.partition ORDER BY sequence LIMIT 1
     ) AS oldest ON true
     WHERE head.topic = ANY($1) ON CONFLICT DO NOTHING`,
    [topics.map(({ name }) => name)],
  );
}

/** What one statement reads at most of each partition. */
export interface ReadLimit {
  readonly eventsPerPartition: number;
  readonly bytesPerPartition: number;
}

/** The events after the cursors, of all partitions, in one statement; of each at least one if there is any. */
export async function readPending(
  client: Client,
  topics: readonly Topic[],
  { eventsPerPartition, bytesPerPartition }: ReadLimit,
): Promise<readonly PendingRun[]> {
  const { rows } = await client.query<PendingRow>({
    name: 'relay-read-pending',
    text: readStatement,
    values: [topics.map(({ name }) => name), eventsPerPartition, bytesPerPartition],
  });
  return groupByPartition(rows);
}

interface PendingRow extends PendingEvent {
  readonly cursor: string;
  readonly committedAt: number | null;
}

// Unsorted as a whole: the rows are wide, and each partition's come in order from the index.
const readStatement = `
  SELECT cursor.topic, cursor.partition, cursor.sequence AS cursor, event.epoch, event.sequence,
         event.follows_epoch AS "followsEpoch", event.key, event.type, event.body,
         CASE WHEN event.bytes_before = 0 THEN extract(epoch FROM event.committed_at)::float8 END AS "committedAt"
  FROM messaging.relay_cursor AS cursor
  JOIN messaging.outbox_head AS head
    ON head.topic = cursor.topic AND head.partition = cursor.partition AND head.sequence > cursor.sequence
  CROSS JOIN LATERAL (
    SELECT next.*,
           sum(octet_length(body)) OVER (ORDER BY sequence ROWS UNBOUNDED PRECEDING) - octet_length(body)
             AS bytes_before
    FROM (
      SELECT * FROM messaging.outbox
      WHERE outbox.topic = cursor.topic AND outbox.partition = cursor.partition
        AND outbox.sequence > cursor.sequence
      ORDER BY outbox.sequence LIMIT $2
    ) AS next
  ) AS event
  WHERE cursor.topic = ANY($1) AND event.bytes_before < $3`;

function groupByPartition(rows: readonly PendingRow[]): readonly PendingRun[] {
  return [...Map.groupBy(rows, partitionName).values()].map((events) => {
    const [first] = events as [PendingRow];
    checkDense(first, events);
    const { topic, partition, cursor, committedAt } = first;
    return { topic, partition, cursor, oldestCommittedAt: committedAt ?? 0, events };
  });
}

// Rows are only ever dropped behind the cursor, so a hole means that somebody deleted what nobody has published yet.
function checkDense(first: PendingRow, events: readonly PendingEvent[]): void {
  let expected = BigInt(first.cursor);
  for (const { sequence } of events) {
    expected += 1n;
    if (BigInt(sequence) === expected) continue;
    throw new Error(
      `${partitionName(first)}: event ${expected} is missing from the outbox, ${sequence} is next`,
    );
  }
}

/**
 * Moves the cursors behind the runs, each only from where it stood when they were read. Returns the database's time in
 * seconds. Throws CursorMovedByAnother.
 */
export async function moveCursors(client: Client, runs: readonly PendingRun[]): Promise<number> {
  const { rows } = await client.query<{ now: number }>({
    name: 'relay-move-cursors',
    text: `UPDATE messaging.relay_cursor AS cursor SET sequence = run.upto
           FROM unnest($1::text[], $2::smallint[], $3::bigint[], $4::bigint[]) AS run(topic, partition, at, upto)
           WHERE cursor.topic = run.topic AND cursor.partition = run.partition AND cursor.sequence = run.at
           RETURNING extract(epoch FROM clock_timestamp())::float8 AS now`,
    values: [
      runs.map((run) => run.topic),
      runs.map((run) => run.partition),
      runs.map((run) => run.cursor),
      runs.map((run) => run.events.at(-1)?.sequence),
    ],
  });
  if (rows.length < runs.length) {
    throw new CursorMovedByAnother('another relay moved the cursor: giving way to it');
  }
  return rows[0]?.now ?? 0;
}
