import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { testIssuer } from '@yuanqu/service-kit/testing';
import { eventually, freePort } from '@yuanqu/testing';
import type { Pool } from 'pg';
import { anAccount, aShortfall } from '../../../../services/notification/src/testing/events.ts';
import type { BenchWorld } from '../bench-world.ts';
import type { Result } from '../benchmark.ts';
import { quantile } from '../interleave.ts';
import type { LiveOrders, LiveReport } from '../live-clients.ts';
import { standInProducers } from '../stand-in-producers.ts';
import { serviceProcess } from '../service-process.ts';

const readers = 2_000;
// They take in nothing until the end, and are told then what they missed.
const slowReaders = 100;
const events = 60;
const perSecond = 3;
const patience = { withinMs: 60_000, everyMs: 50 };

/** 2,000 officials on live streams while one park makes news three times a second: how long from written to seen. */
export async function live(world: BenchWorld): Promise<readonly Result[]> {
  const issuer = await testIssuer();
  const producers = await standInProducers(world, 'bench_live');
  const pool = await world.database('bench_live_notification', 4);
  const notification = serviceProcess({
    name: 'notification',
    port: await freePort(),
    env: {
      YUANQU_DATABASE_URL: world.urlOf('bench_live_{service}'),
      YUANQU_BUS: 'embedded',
      YUANQU_JWKS_URL: issuer.jwksUrl,
      YUANQU_LOG_LEVEL: 'error',
      YUANQU_RATE_LIMIT: '0',
      YUANQU_DATA: world.folder,
    },
    logFile: join(world.folder, 'live.log'),
  });
  world.atEnd(() => notification.stop());
  await notification.start();
  await notification.untilReady(60_000);
  const ids = Array.from({ length: readers }, () => randomUUID());
  await producers.publish(
    'identity',
    ids.map((id) => anAccount(id, { parks: ['hot'], demo: false })),
  );
  await eventually(async () => (await count(pool, 'official')) === readers, patience);

  const clients = fork(fileURLToPath(new URL('../live-clients.ts', import.meta.url)));
  world.atEnd(async () => void clients.kill());
  const claims = { roles: ['task-force' as const], parks: ['hot'], expiresInSeconds: 600 };
  const authorizations = await Promise.all(
    ids.map(async (subject) => (await issuer.bearer({ subject, ...claims })).authorization),
  );
  const url = `${notification.url}/api/notification/v1/stream`;
  clients.send({ url, authorizations, slow: slowReaders } satisfies LiveOrders);
  await once(clients, 'message');
  const cpuBefore = notification.cpuSeconds() ?? 0;
  const startedAt = performance.now();
  for (let event = 0; event < events; event++) {
    await producers.publish('assessment', [aShortfall({ park: 'hot' })]);
    const due = startedAt + ((event + 1) * 1_000) / perSecond;
    await wait(Math.max(0, due - performance.now()));
  }
  await eventually(async () => (await count(pool, 'message')) === events * readers, patience);
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpuSeconds = (notification.cpuSeconds() ?? 0) - cpuBefore;
  clients.send('wake');
  const report = await reportOnceComplete(clients);
  await notification.stop();
  await producers.stop();
  return [
    {
      comparison: {
        side: 'live',
        against: 'messages in all',
        ratios: [1],
        perSecond: (events * readers) / seconds,
        againstPerSecond: events * readers,
        p50Ms: quantile(report.latenciesMs, 0.5),
        p99Ms: quantile(report.latenciesMs, 0.99),
        cpuSecondsPer1000: (cpuSeconds / (events * readers)) * 1_000,
      },
      p99TargetMs: 100,
      note: `${readers} streams, ${slowReaders} of them read nothing; from the event itself p99 ${quantile(report.fromEventMs, 0.99).toFixed(0)} ms`,
    },
  ];
}

/** Every reader has got, or been told in a summary, as many messages as there are: no one lost, no one twice. */
async function reportOnceComplete(clients: ReturnType<typeof fork>): Promise<LiveReport> {
  for (const until = Date.now() + patience.withinMs; ; await wait(250)) {
    clients.send('report');
    const [report] = (await once(clients, 'message')) as [LiveReport];
    const wrong = report.counted.filter((messages) => messages !== events);
    if (wrong.length === 0) return report;
    if (Date.now() > until)
      throw new Error(
        `${wrong.length} of ${readers} readers saw another number than ${events}: ${wrong.slice(0, 5).join(', ')}`,
      );
  }
}

async function count(pool: Pool, table: 'official' | 'message'): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
  return Number(rows[0]?.n);
}
