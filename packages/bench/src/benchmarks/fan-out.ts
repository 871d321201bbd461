import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Executor } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import { makeClaimDeliveries } from '../../../../services/notification/src/adapters/claim-deliveries.ts';
import { planNotices } from '../../../../services/notification/src/adapters/plan-notices.ts';
import { makeSettleDeliveries } from '../../../../services/notification/src/adapters/settle-deliveries.ts';
import { aNotice } from '../../../../services/notification/src/testing/a-notice.ts';
import { makeDrain } from '../../../../services/notification/src/usecases/drain-deliveries.ts';
import { inTransaction } from '../../../messaging/src/transaction.ts';
import type { BenchWorld } from '../bench-world.ts';
import type { Result } from '../benchmark.ts';
import { type Comparison, interleave, type Pass, quantile } from '../interleave.ts';
import { withMessaging } from './numbered-things.ts';

const officials = 5_000;
const outside = ['email', 'webhook'] as const;
const deliveries = officials * outside.length;
// As the service has for webhooks.
const slots = 256;
// BullMQ 6.7.0 with ioredis on redis-server 7.0 (appendfsync everysec), 10,000 jobs, concurrency 40, a worker that does
// nothing: medians of 18 passes on the machine of the README's figures. Queueing the jobs took it another 360 ms.
const bullMq = { drainedPerSecond: 19_000, queueingSeconds: 0.36 };

/** One event to 5,000 officials on three channels: planned in one statement, then drained to a sink. */
export async function fanOut(world: BenchWorld, rounds: number): Promise<readonly Result[]> {
  const pool = await world.database('bench_fan_out', 8);
  await withMessaging(pool);
  await withNotification(pool);
  const planning = await interleave(
    { name: 'planned', run: () => timedPlan(pool) },
    { name: 'its rows inserted bare', run: () => timedRows(pool) },
    rounds,
  );
  const draining = await drainRounds(pool, rounds);
  return [
    { comparison: planning, p99TargetMs: 150, note: '5,000 messages and 10,000 deliveries of one event' },
    ...draining,
  ];
}

async function timedPlan(pool: Pool): Promise<Pass> {
  await clear(pool);
  return timed(pool, async (tx) => {
    const planned = await planNotices(tx, [aNotice({ eventId: randomUUID() })]);
    if (planned.messages !== officials || planned.deliveries !== deliveries)
      throw new Error(`planned ${planned.messages} messages and ${planned.deliveries} deliveries`);
  });
}

/** The same 15,000 rows without deciding who gets them. */
async function timedRows(pool: Pool): Promise<Pass> {
  await clear(pool);
  return timed(pool, async (tx) => {
    const eventId = randomUUID();
    await tx.query('INSERT INTO message (event_id, official_id) SELECT $1, id FROM official ORDER BY id', [
      eventId,
    ]);
    await tx.query(
      `INSERT INTO delivery (event_id, official_id, channel)
       SELECT $1, official_id, channel FROM address ORDER BY official_id, channel`,
      [eventId],
    );
  });
}

async function timed(pool: Pool, work: (tx: Executor) => Promise<void>): Promise<Pass> {
  const startedAt = performance.now();
  await inTransaction(pool, work);
  const tookMs = performance.now() - startedAt;
  return { events: officials + deliveries, seconds: tookMs / 1_000, latenciesMs: [tookMs] };
}

/** How fast the ledger is drained when sending costs nothing, both channels at once, as the service does it. */
async function drainRounds(pool: Pool, rounds: number): Promise<readonly Result[]> {
  const drained: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    await clear(pool);
    const startedAt = performance.now();
    await inTransaction(pool, (tx) => planNotices(tx, [aNotice({ eventId: randomUUID() })]));
    const planningSeconds = (performance.now() - startedAt) / 1_000;
    const seconds = await drainAll(pool);
    if (round === 0) continue;
    drained.push(deliveries / seconds);
    whole.push(deliveries / (planningSeconds + seconds));
  }
  const { drainedPerSecond, queueingSeconds } = bullMq;
  const wholePerSecond = deliveries / (queueingSeconds + deliveries / drainedPerSecond);
  return [
    {
      comparison: againstFigure('BullMQ, run once,', drained, drainedPerSecond),
      ratioTarget: 3,
      note: 'drained',
    },
    {
      comparison: againstFigure('BullMQ, run once,', whole, wholePerSecond),
      note: 'planned (queued) and drained',
    },
  ];
}

const againstFigure = (against: string, rates: readonly number[], figure: number): Comparison => ({
  side: 'ledger',
  against,
  ratios: rates.map((rate) => rate / figure).toSorted((a, b) => a - b),
  perSecond: quantile(rates, 0.5),
  againstPerSecond: figure,
  p50Ms: undefined,
  p99Ms: undefined,
  cpuSecondsPer1000: undefined,
});

async function drainAll(pool: Pool): Promise<number> {
  const sent = new Set<string>();
  const done = Promise.withResolvers<void>();
  const drains = outside.map((channel) =>
    makeDrain({
      channel,
      slots,
      claim: makeClaimDeliveries(pool),
      settle: makeSettleDeliveries(pool, (work) => inTransaction(pool, work)),
      send: async ({ eventId, officialId }) => {
        sent.add(`${eventId} ${officialId} ${channel}`);
        return { kind: 'delivered' };
      },
      failed: done.reject,
    }),
  );
  const startedAt = performance.now();
  for (const drain of drains) drain.start();
  const watching = setInterval(() => sent.size === deliveries && done.resolve(), 1);
  await done.promise;
  clearInterval(watching);
  for (const drain of drains) await drain.stop();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM delivery WHERE state = 'delivered'`,
  );
  if (rows[0]?.n !== deliveries)
    throw new Error(`${rows[0]?.n} of ${deliveries} are delivered in the ledger`);
  return seconds;
}

const clear = (pool: Pool) => pool.query('TRUNCATE notice, message, delivery, delivery_attempt');

async function withNotification(pool: Pool): Promise<void> {
  const folder = new URL('../../../../services/notification/prisma/migrations/', import.meta.url);
  for (const name of (await readdir(folder)).toSorted())
    await pool.query(await readFile(new URL(`${name}/migration.sql`, folder), 'utf8'));
  await pool.query(
    `INSERT INTO official (id, username, name, roles, all_parks, parks, language, active, revision)
     SELECT gen_random_uuid(), 'official-' || n, '演示 ' || n, '{task-force}', false, '{software}', 'zh', true, 1
     FROM generate_series(1, ${officials}) AS n`,
  );
  await pool.query(
    `INSERT INTO address (official_id, channel, target) SELECT id, channel, 'somewhere' FROM official, unnest($1::text[]) AS channel`,
    [[...outside]],
  );
  await pool.query('VACUUM ANALYZE');
}
