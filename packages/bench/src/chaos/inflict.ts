import { setTimeout as wait } from 'node:timers/promises';
import { type Cluster, type ServiceName, serviceNames } from './cluster.ts';
import type { Fault } from './faults.ts';

/** How it went: how long until the service was ready again, and what it did wrong by itself. */
export interface Inflicted {
  readonly backMs: number;
  readonly complaints: readonly string[];
}

/** Lets it happen and puts the service back. */
export async function inflict(fault: Fault, cluster: Cluster): Promise<Inflicted> {
  if (fault.kind === 'terminate') return terminate(cluster, fault.service);
  return { backMs: await happen(fault, cluster), complaints: [] };
}

type Other = Exclude<Fault, { kind: 'terminate' }>;

function happen(fault: Other, cluster: Cluster): Promise<number> {
  switch (fault.kind) {
    case 'kill':
      return kill(fault, cluster);
    case 'crash-point':
      return crashAtPoint(fault, cluster);
    case 'cut-connections':
      return cutConnections(fault, cluster);
    case 'freeze':
      return freeze(fault, cluster);
    case 'clock-jump':
      return jumpClock(fault, cluster);
    case 'kill-broker':
      return killBroker(fault, cluster);
    case 'disk-full':
      return fillDisk(fault, cluster);
  }
}

type Of<Kind extends Fault['kind']> = Extract<Fault, { readonly kind: Kind }>;

async function kill({ service, afterMs }: Of<'kill'>, cluster: Cluster): Promise<number> {
  await wait(afterMs);
  await cluster.services[service].kill();
  return restart(cluster, service);
}

const longestStopMs = 10_000;

/** A service that is asked to stop finishes what it accepted, and is gone within ten seconds, with 0. */
async function terminate(cluster: Cluster, service: ServiceName): Promise<Inflicted> {
  const startedAt = Date.now();
  const code = await cluster.services[service].stop();
  const tookMs = Date.now() - startedAt;
  const complaints = [
    ...(code === 0 ? [] : [`${service} ended with ${code} after SIGTERM`]),
    ...(tookMs <= longestStopMs ? [] : [`${service} took ${tookMs} ms to stop`]),
  ];
  return { backMs: await restart(cluster, service), complaints };
}

async function crashAtPoint(
  { service: name, point, nth }: Of<'crash-point'>,
  cluster: Cluster,
): Promise<number> {
  const service = cluster.services[name];
  await service.kill();
  await service.start({ YUANQU_CRASH_AT: `${point}:${nth}` });
  // Quiet services may never pass the place: then it is an ordinary kill.
  await Promise.race([service.gone(), wait(6_000)]);
  await service.kill();
  return restart(cluster, name);
}

async function cutConnections(
  { service, times, everyMs }: Of<'cut-connections'>,
  cluster: Cluster,
): Promise<number> {
  const startedAt = Date.now();
  for (let time = 0; time < times; time++) {
    await cluster
      .database(service)
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name <> 'chaos-judge' AND pid <> pg_backend_pid()`,
        [`yuanqu_${service}`],
      );
    await wait(everyMs);
  }
  await cluster.services[service].untilReady();
  return Date.now() - startedAt;
}

async function freeze({ service, forMs }: Of<'freeze'>, cluster: Cluster): Promise<number> {
  cluster.services[service].signal('SIGSTOP');
  await wait(forMs);
  cluster.services[service].signal('SIGCONT');
  const startedAt = Date.now();
  await cluster.services[service].untilReady();
  return Date.now() - startedAt;
}

async function jumpClock(
  { service: name, shiftMs, forMs }: Of<'clock-jump'>,
  cluster: Cluster,
): Promise<number> {
  const service = cluster.services[name];
  await service.stop();
  await service.start({ YUANQU_CLOCK_SHIFT_MS: String(shiftMs) });
  await service.untilReady();
  await wait(forMs);
  await service.stop();
  return restart(cluster, name);
}

async function killBroker({ awayMs }: Of<'kill-broker'>, cluster: Cluster): Promise<number> {
  const startedAt = Date.now();
  await cluster.broker?.kill9();
  await wait(awayMs);
  await cluster.broker?.restart();
  return Date.now() - startedAt;
}

async function fillDisk({ forMs }: Of<'disk-full'>, cluster: Cluster): Promise<number> {
  await cluster.disk?.fill();
  await wait(forMs);
  await cluster.disk?.free();
  const startedAt = Date.now();
  // Without room for its log PostgreSQL gives up, and is started again as a supervisor would.
  await cluster.revivePostgres();
  for (const name of serviceNames) await cluster.services[name].untilReady();
  return Date.now() - startedAt;
}

async function restart(cluster: Cluster, name: ServiceName): Promise<number> {
  const startedAt = Date.now();
  await cluster.services[name].start();
  await cluster.services[name].untilReady();
  return Date.now() - startedAt;
}
