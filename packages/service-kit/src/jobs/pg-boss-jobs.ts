import { randomUUID } from 'node:crypto';
import type { Executor } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import type { PgBoss, Queue } from 'pg-boss';
import type { Logger } from 'pino';
import type { HandleJob, Jobs, ScheduledJob, SendOptions } from './jobs.ts';

/** Jobs by pg-boss over the service's own pool, in schema `pgboss`. It is loaded and started at first use. */
export function pgBossJobs(pool: Pool, log: Logger): Jobs {
  let started: Promise<PgBoss> | undefined;
  // A start that failed, with the database away, is tried again by the next who asks.
  const running = (): Promise<PgBoss> =>
    (started ??= start(pool, log).catch((error: unknown) => {
      started = undefined;
      throw error;
    }));
  const queues = new Set<string>();
  const workers = new Map<string, string[]>();
  const queue = async (name: string): Promise<PgBoss> => {
    const boss = await running();
    // Creating one that is there does nothing.
    if (!queues.has(name)) await boss.createQueue(name, queueOptions);
    queues.add(name);
    return boss;
  };
  const work: Jobs['work'] = async (name, handle, { concurrency = 1 } = {}) => {
    const boss = await queue(name);
    const ids = await Promise.all(Array.from({ length: concurrency }, () => startWorker(boss, name, handle)));
    workers.set(name, [...(workers.get(name) ?? []), ...ids]);
  };
  return {
    send: async (name, data, options = {}) => {
      const boss = await queue(name);
      const id = await boss.send(name, data, sendOptions(options));
      if (!options.tx) for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker);
      return id ?? undefined;
    },
    work,
    schedule: async ({ name, cron, run }: ScheduledJob) => {
      await work(name, (_data, { signal }) => run(signal));
      await (await queue(name)).schedule(name, cron, {}, { tz: 'Asia/Shanghai' });
    },
    stop: async () => {
      if (started) await (await started).stop({ graceful: true, timeout: 5_000, close: false });
    },
  };
}

/** A worker that fetches one job at a time and the next one right after, and asks again each second when there is none. */
async function startWorker<Data extends object>(
  boss: PgBoss,
  name: string,
  handle: HandleJob<Data>,
): Promise<string> {
  let worker = '';
  worker = await boss.work<Data>(name, workOptions, async ([job]) => {
    boss.notifyWorker(worker);
    if (job) await handle(job.data, { id: job.id, signal: job.signal });
  });
  return worker;
}

// One waiting job per singleton key is what policy `short` means; jobs without one get a key of their own.
// After a kill a job is taken up again when its heartbeat is missed: 10 s is the least that pg-boss takes.
const queueOptions: Omit<Queue, 'name'> = {
  policy: 'short',
  heartbeatSeconds: 10,
  expireInSeconds: 15 * 60,
  retryLimit: 10,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: 7 * 24 * 3600,
};
const workOptions = { batchSize: 1, pollingIntervalSeconds: 1, heartbeatRefreshSeconds: 4 };

async function start(pool: Pool, log: Logger): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: 'pgboss',
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    cronWorkerIntervalSeconds: 5,
    cronMonitorIntervalSeconds: 10,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue had trouble'));
  await boss.start();
  return boss;
}

function sendOptions({ tx, startAfter, singletonKey }: SendOptions) {
  return {
    ...(tx === undefined ? {} : { db: asDatabase(tx) }),
    ...(startAfter === undefined ? {} : { startAfter }),
    singletonKey: singletonKey ?? randomUUID(),
  };
}

const asDatabase = (tx: Executor) => ({
  executeSql: (text: string, values?: unknown[]) => tx.query<object>(text, values),
});
