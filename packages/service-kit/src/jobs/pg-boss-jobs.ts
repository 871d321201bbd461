import type { Executor } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import type { PgBoss, Queue } from 'pg-boss';
import type { Logger } from 'pino';
import type { HandleJob, Jobs, ScheduledJob, SendOptions } from './jobs.ts';

/** Jobs by pg-boss over the service's own pool, in schema `pgboss`. It is loaded and started at first use. */
export function pgBossJobs(pool: Pool, log: Logger): Jobs {
  let started: Promise<PgBoss> | undefined;
  const queues = new Map<string, Promise<void>>();
  const boss = (): Promise<PgBoss> => (started ??= start(pool, log));
  const queue = async (name: string): Promise<PgBoss> => {
    const running = await boss();
    const known = queues.get(name) ?? running.createQueue(name, queueOptions);
    queues.set(name, known);
    await known;
    return running;
  };
  const work = async <Data extends object>(name: string, handle: HandleJob<Data>): Promise<void> => {
    const running = await queue(name);
    await running.work<Data>(name, workOptions, async ([job]) => {
      if (job) await handle(job.data, { id: job.id, signal: job.signal });
    });
  };
  return {
    send: async (name, data, options = {}) =>
      (await (await queue(name)).send(name, data, sendOptions(options))) ?? undefined,
    work,
    schedule: async ({ name, cron, run }: ScheduledJob) => {
      await work(name, (_data, { signal }) => run(signal));
      await (await boss()).schedule(name, cron, {}, { tz: 'Asia/Shanghai' });
    },
    stop: async () => {
      if (started) await (await started).stop({ graceful: true, timeout: 5_000, close: false });
    },
  };
}

// After a kill a job is taken up again when its heartbeat is missed: 10 s is the least that pg-boss takes.
const queueOptions: Omit<Queue, 'name'> = {
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
    ...(singletonKey === undefined ? {} : { singletonKey }),
  };
}

const asDatabase = (tx: Executor) => ({
  executeSql: (text: string, values?: unknown[]) => tx.query<object>(text, values),
});
