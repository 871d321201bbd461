import { setTimeout as wait } from 'node:timers/promises';
import type { CrashPointName } from '@yuanqu/messaging';
import { type Cluster, type ServiceName, serviceNames } from './cluster.ts';
import type { Random } from './seeded-random.ts';

/** One round's misfortune. */
export type Fault =
  | { readonly kind: 'kill'; readonly service: ServiceName; readonly afterMs: number }
  | {
      readonly kind: 'crash-point';
      readonly service: ServiceName;
      readonly point: CrashPointName;
      readonly nth: number;
    }
  | {
      readonly kind: 'cut-connections';
      readonly service: ServiceName;
      readonly times: number;
      readonly everyMs: number;
    }
  | { readonly kind: 'kill-broker'; readonly awayMs: number };

const consumerPoints = ['between-effect-and-commit', 'after-consumer-commit'] as const;
const relayPoints = ['after-commit-before-publish', 'after-publish-before-cursor'] as const;

/** Draws what goes wrong next; the hot services are hit most. */
export function drawFault(random: Random, withBroker: boolean): Fault {
  const roll = random.next();
  const service = random.pick([
    ...serviceNames,
    'intake',
    'intake',
    'assessment',
    'assessment',
    'notification',
  ] as const);
  if (roll < 0.5) return { kind: 'kill', service, afterMs: random.below(400) };
  if (roll < 0.8) {
    if (withBroker && random.next() < 0.5) {
      return {
        kind: 'crash-point',
        service: random.pick(['intake', 'assessment'] as const),
        point: random.pick(relayPoints),
        nth: 1 + random.below(20),
      };
    }
    return {
      kind: 'crash-point',
      service: random.pick(['assessment', 'notification'] as const),
      point: random.pick(consumerPoints),
      nth: 1 + random.below(20),
    };
  }
  if (withBroker && roll < 0.85) return { kind: 'kill-broker', awayMs: random.below(1_500) };
  return { kind: 'cut-connections', service, times: 1 + random.below(3), everyMs: 150 };
}

/** What lasts: the broker away for a minute, connections cut again and again. */
export const longFaults = (withBroker: boolean): readonly Fault[] => [
  ...(withBroker ? [{ kind: 'kill-broker', awayMs: 60_000 } as const] : []),
  ...serviceNames.map((service) => ({ kind: 'cut-connections', service, times: 8, everyMs: 2_000 }) as const),
];

/** Lets it happen and puts the service back; returns how long until it was ready again, in milliseconds. */
export async function inflict(fault: Fault, cluster: Cluster): Promise<number> {
  switch (fault.kind) {
    case 'kill': {
      await wait(fault.afterMs);
      const service = cluster.services[fault.service];
      await service.kill();
      return restart(cluster, fault.service);
    }
    case 'crash-point':
      return crashAtPoint(fault, cluster);
    case 'cut-connections': {
      const startedAt = Date.now();
      for (let time = 0; time < fault.times; time++) {
        await cluster
          .database(fault.service)
          .query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name <> 'chaos-judge' AND pid <> pg_backend_pid()`,
            [`yuanqu_${fault.service}`],
          );
        await wait(fault.everyMs);
      }
      await cluster.services[fault.service].untilReady();
      return Date.now() - startedAt;
    }
    case 'kill-broker': {
      const startedAt = Date.now();
      await cluster.broker?.kill9();
      await wait(fault.awayMs);
      await cluster.broker?.restart();
      return Date.now() - startedAt;
    }
  }
}

async function crashAtPoint(
  fault: Extract<Fault, { kind: 'crash-point' }>,
  cluster: Cluster,
): Promise<number> {
  const service = cluster.services[fault.service];
  await service.kill();
  await service.start({ YUANQU_CRASH_AT: `${fault.point}:${fault.nth}` });
  // Quiet services may never pass the place: then it is an ordinary kill.
  await Promise.race([service.gone(), wait(6_000)]);
  await service.kill();
  return restart(cluster, fault.service);
}

async function restart(cluster: Cluster, name: ServiceName): Promise<number> {
  const startedAt = Date.now();
  await cluster.services[name].start();
  await cluster.services[name].untilReady();
  return Date.now() - startedAt;
}

/** The fault as a line of the run's printout. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill -9 ${fault.service}`;
    case 'crash-point':
      return `${fault.service} dies ${fault.point}, pass ${fault.nth}`;
    case 'cut-connections':
      return `database connections of ${fault.service} cut, ${fault.times} times, every ${fault.everyMs} ms`;
    case 'kill-broker':
      return `kill -9 of the broker, away ${fault.awayMs} ms`;
  }
}
