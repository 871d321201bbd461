import { setTimeout as wait } from 'node:timers/promises';
import { createOutbox } from '@yuanqu/messaging';
import { Kafka, logLevel } from 'kafkajs';
import { Client, type Pool } from 'pg';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { kafkaPublisher } from '../../../messaging/src/kafka/publisher.ts';
import { toMessage } from '../../../messaging/src/kafka/message-codec.ts';
import { ensureTopics } from '../../../messaging/src/kafka/topics.ts';
import { registerTopics } from '../../../messaging/src/outbox/topic-registration.ts';
import { type PendingRun, registerCursors } from '../../../messaging/src/relay/outbox-cursor.ts';
import { publishPending, type Publisher } from '../../../messaging/src/relay/publish-pending.ts';
import { startRelay } from '../../../messaging/src/relay/start-relay.ts';
import { inTransaction } from '../../../messaging/src/transaction.ts';
import type { BenchWorld } from '../bench-world.ts';
import type { Result } from '../benchmark.ts';
import { interleave, type Pass, quantile } from '../interleave.ts';
import { numberedEvents, thingTopic, withMessaging } from './numbered-things.ts';
import { readTopic } from './read-topic.ts';

const eventsAPass = 30_000;
const pageSize = 1_000;
const steadyRate = 10_000;
const steadySeconds = 3;
const writeSize = 100;

/** The relay flat out against reading and sending without a cursor, and beside writers at 10,000 events/s. */
export async function relay(world: BenchWorld, rounds: number): Promise<readonly Result[]> {
  const { address } = await world.broker();
  const kafka = new Kafka({ brokers: [address], clientId: 'bench', logLevel: logLevel.NOTHING });
  const pool = await withMessaging(await world.database('bench_relay', 8));
  await registerTopics(pool, [thingTopic]);
  await withAdmin(kafka, (admin) => ensureTopics(admin, [thingTopic, bareTopic]));
  const outbox = createOutbox(
    () => undefined,
    () => thingTopic.partitions,
  );
  let written = 0;
  const write: Write = async (count) => {
    const first = written + 1;
    written += count;
    await inTransaction(pool, (tx) => outbox.append(tx, numberedEvents(first, count)));
    return first;
  };
  const fill = async (): Promise<void> => {
    for (let left = eventsAPass; left > 0; left -= pageSize) await write(pageSize);
  };
  const flatOut = await compareFlatOut(pool, kafka, fill, rounds);
  const steady = await keepUp(pool, kafka, write, rounds);
  const found = await readTopic(kafka, thingTopic);
  if (found !== written) throw new Error(`the topic holds ${found} of ${written} events`);
  return [flatOut, steady];
}

/** Commits so many events and answers the number of the first. */
type Write = (count: number) => Promise<number>;

const bareTopic = { ...thingTopic, name: `${thingTopic.name}.bare` };

async function compareFlatOut(
  pool: Pool,
  kafka: Kafka,
  fill: () => Promise<void>,
  rounds: number,
): Promise<Result> {
  const client = new Client(pool.options);
  await client.connect();
  await registerCursors(client, [thingTopic]);
  const publisher = kafkaPublisher(kafka, async () => undefined);
  await publisher.prepare();
  const bare = await bareSender(client, kafka);
  const comparison = await interleave(
    {
      name: 'relay',
      run: async () => {
        await fill();
        return timed(async () => {
          const options = { topics: [thingTopic], publisher, published: () => undefined };
          while (await publishPending(client, options));
        });
      },
    },
    { name: 'read and send', run: () => timed(() => bare.send(eventsAPass)) },
    rounds,
  );
  await publisher.stop();
  await bare.stop();
  await client.end();
  return { comparison, ratioTarget: 0.8 };
}

async function timed(work: () => Promise<unknown>): Promise<Pass> {
  const startedAt = performance.now();
  await work();
  return { events: eventsAPass, seconds: (performance.now() - startedAt) / 1_000 };
}

/** The same rows read in pages and sent with kafkajs, positions kept in memory alone. */
async function bareSender(client: Client, kafka: Kafka) {
  const producer = kafka.producer({
    maxInFlightRequests: 1,
    createPartitioner:
      () =>
      ({ message }) =>
        message.partition ?? 0,
  });
  await producer.connect();
  const positions = Array.from({ length: thingTopic.partitions }, () => '0');
  const sendPage = async (): Promise<number> => {
    const { rows } = await client.query<Parameters<typeof toMessage>[0]>(
      `SELECT event.* FROM unnest($2::smallint[], $3::bigint[]) AS at (partition, sequence) CROSS JOIN LATERAL (
         SELECT topic, partition, epoch, sequence, follows_epoch AS "followsEpoch", key, type, body FROM messaging.outbox
         WHERE topic = $1 AND partition = at.partition AND sequence > at.sequence ORDER BY sequence LIMIT ${pageSize}
       ) AS event`,
      [thingTopic.name, positions.map((_, partition) => partition), positions],
    );
    for (const { partition, sequence } of rows) positions[partition] = sequence;
    if (rows.length === 0) return 0;
    await producer.sendBatch({
      acks: -1,
      topicMessages: [{ topic: bareTopic.name, messages: rows.map(toMessage) }],
    });
    return rows.length;
  };
  return {
    send: async (count: number): Promise<void> => {
      let sent = 0;
      while (sent < count) {
        const page = await sendPage();
        if (page === 0) throw new Error(`${sent} of ${count} events were there to send`);
        sent += page;
      }
    },
    stop: () => producer.disconnect(),
  };
}

/** Latency from the commit of an event to its acknowledgement by the broker, writers at a steady rate. */
async function keepUp(pool: Pool, kafka: Kafka, write: Write, rounds: number): Promise<Result> {
  const committedAt = new Map<number, number>();
  const latenciesMs: number[] = [];
  let acknowledged = 0;
  const publisher = watched(
    kafkaPublisher(kafka, async () => undefined),
    (runs) => {
      const now = performance.now();
      for (const { events } of runs)
        for (const { body } of events) {
          acknowledged += 1;
          latenciesMs.push(now - (committedAt.get(writeOf(body)) ?? now));
        }
    },
  );
  const running = startRelay({
    service: 'bench',
    topics: [thingTopic],
    pool,
    log: pino({ level: 'silent' }),
    metrics: new Registry(),
    publisher,
    pollMs: 1_000,
  });
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = acknowledged;
    const writes = (steadyRate * steadySeconds) / writeSize;
    const startedAt = performance.now();
    for (let n = 0; n < writes; n++) {
      const due = startedAt + (n * 1_000 * writeSize) / steadyRate;
      if (due > performance.now()) await wait(due - performance.now());
      const first = await write(writeSize);
      committedAt.set(writeOf(`"number":${first}`), performance.now());
      running.wake();
    }
    while (acknowledged - before < steadyRate * steadySeconds) await wait(1);
    rates.push((acknowledged - before) / ((performance.now() - startedAt) / 1_000));
  }
  await running.stop();
  const perSecond = quantile(rates, 0.5);
  return {
    comparison: {
      side: 'relay',
      against: 'writers at',
      ratios: rates.map((rate) => rate / steadyRate).toSorted((a, b) => a - b),
      perSecond,
      againstPerSecond: steadyRate,
      p50Ms: quantile(latenciesMs, 0.5),
      p99Ms: quantile(latenciesMs, 0.99),
      cpuSecondsPer1000: undefined,
    },
    ratioTarget: 0.95,
    p99TargetMs: 25,
    note: 'commit → broker ack',
  };
}

/** Which of the writes an event belongs to. */
const writeOf = (body: string): number =>
  Math.floor((Number(/"number":(\d+)/.exec(body)?.[1]) - 1) / writeSize);

function watched(publisher: Publisher, acknowledged: (runs: readonly PendingRun[]) => void): Publisher {
  return {
    ...publisher,
    publish: async (runs) => {
      await publisher.publish(runs);
      acknowledged(runs);
    },
  };
}

async function withAdmin(kafka: Kafka, work: (admin: ReturnType<Kafka['admin']>) => Promise<void>) {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.disconnect();
  }
}
