import { type LogRecord, type ConsumerDefinition, defineConsumer, partitionOf } from '@yuanqu/messaging';
import type { Pool, PoolClient } from 'pg';
import { encodeBody, withPosition } from '../../../messaging/src/cloud-event.ts';
import { applyBatch } from '../../../messaging/src/consuming/apply-batch.ts';
import { registerGroup } from '../../../messaging/src/consuming/watermark.ts';
import { inTransaction } from '../../../messaging/src/transaction.ts';
import type { BenchWorld } from '../bench-world.ts';
import type { Result } from '../benchmark.ts';
import { interleave, type Pass } from '../interleave.ts';
import { numbered, numberedEvents, thingTopic, withMessaging } from './numbered-things.ts';

const connections = 4;
const eventsAPass = 24_000;
const chunk = 1_000;
const inboxChunk = 500;
// One transaction per event is slow: fewer of them tell as much.
const singleEvents = 1_500;

/** Effect and watermark in one transaction, against an inbox of event ids in batches and one transaction per event. */
export async function consume(world: BenchWorld, rounds: number): Promise<readonly Result[]> {
  const pool = await withMessaging(await world.database('bench_consume', connections + 1));
  await pool.query(
    `CREATE TABLE effect (side text NOT NULL, thing text NOT NULL, number int NOT NULL);
     CREATE TABLE inbox (event_id uuid PRIMARY KEY)`,
  );
  await registerGroup(pool, consumer.group, [thingTopic]);
  const log = recordLog();
  const ours = {
    name: 'watermark',
    run: () => checked(pool, eventsAPass, byWatermark(log.next(eventsAPass))),
  };
  return [
    {
      comparison: await interleave(
        ours,
        {
          name: `inbox, ${inboxChunk} a transaction`,
          run: () => checked(pool, eventsAPass, byInbox(log.next(eventsAPass, false), inboxChunk)),
        },
        rounds,
      ),
      ratioTarget: 1.5,
    },
    {
      comparison: await interleave(
        ours,
        {
          name: 'a transaction per event',
          run: () => checked(pool, singleEvents, byInbox(log.next(singleEvents, false), 1)),
        },
        rounds,
      ),
      ratioTarget: 20,
    },
  ];
}

const consumer: ConsumerDefinition = defineConsumer({
  group: 'bench.effects.v1',
  events: [numbered],
  handle: async (tx, events) => {
    await tx.query(`INSERT INTO effect SELECT 'side', * FROM unnest($1::text[], $2::int[])`, [
      events.map(({ subject }) => subject),
      events.map(({ data }) => data.number),
    ]);
  },
});

type Work = (pool: Pool) => Promise<void>;

/** Times the work and counts its effects; a wrong count throws. */
async function checked(pool: Pool, events: number, work: Work): Promise<Pass> {
  await pool.query('TRUNCATE effect');
  const startedAt = performance.now();
  await work(pool);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { rows } = await pool.query<{ n: number; numbers: number }>(
    'SELECT count(*)::int AS n, count(DISTINCT number)::int AS numbers FROM effect',
  );
  if (rows[0]?.n !== events || rows[0].numbers !== events)
    throw new Error(`${rows[0]?.n} effects of ${events} events`);
  return { events, seconds };
}

const byWatermark =
  (records: readonly LogRecord[]): Work =>
  (pool) =>
    shared([...Map.groupBy(records, ({ partition }) => partition).values()], async (ofPartition) => {
      for (const batch of chunksOf(ofPartition, chunk)) {
        const { applied } = await applyBatch({ pool, consumer, parkedPerMinute: 0 }, batch);
        if (applied !== batch.length) throw new Error(`${applied} of ${batch.length} applied`);
      }
    });

/** What most projects do: the ids of the events in a table, those that were not there are new. */
const byInbox =
  (records: readonly LogRecord[], size: number): Work =>
  (pool) =>
    shared(chunksOf(records, size), (batch) =>
      inTransaction(pool, (tx) =>
        receive(
          tx,
          batch.map(({ value }) => JSON.parse(value) as ReceivedEvent),
        ),
      ),
    );

interface ReceivedEvent {
  readonly id: string;
  readonly subject: string;
  readonly data: { readonly number: number };
}

async function receive(tx: PoolClient, events: readonly ReceivedEvent[]): Promise<void> {
  const { rows } = await tx.query<{ event_id: string }>(
    'INSERT INTO inbox SELECT * FROM unnest($1::uuid[]) ON CONFLICT DO NOTHING RETURNING event_id',
    [events.map(({ id }) => id)],
  );
  const fresh = new Set(rows.map((row) => row.event_id));
  const unseen = events.filter(({ id }) => fresh.has(id));
  await tx.query(`INSERT INTO effect SELECT 'side', * FROM unnest($1::text[], $2::int[])`, [
    unseen.map(({ subject }) => subject),
    unseen.map(({ data }) => data.number),
  ]);
}

/** The records of a log that goes on from pass to pass; without a place for those who don't look at it. */
function recordLog() {
  const sequences = Array.from({ length: thingTopic.partitions }, () => 0n);
  let first = 1;
  const toRecord = (event: ReturnType<typeof numberedEvents>[number], placed: boolean): LogRecord => {
    const partition = partitionOf(event.subject, thingTopic.partitions);
    const sequence = (sequences[partition] ?? 0n) + 1n;
    if (placed) sequences[partition] = sequence;
    const { topic, type } = event.definition;
    const value = withPosition(encodeBody(event), 1, sequence);
    const followsEpoch = sequence === 1n ? 0 : null;
    return { topic, partition, epoch: 1, sequence, followsEpoch, key: event.subject, type, value };
  };
  return {
    next: (count: number, placed = true): readonly LogRecord[] => {
      const events = numberedEvents(first, count);
      first += count;
      return events.map((event) => toRecord(event, placed));
    },
  };
}

const chunksOf = <T>(items: readonly T[], size: number): (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

async function shared<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: connections }, worker));
}
