import type { CrashPointName } from '@yuanqu/messaging';
import { type ServiceName, serviceNames } from './cluster.ts';
import type { Random } from './seeded-random.ts';

/** One round's misfortune. */
export type Fault =
  | { readonly kind: 'kill'; readonly service: ServiceName; readonly afterMs: number }
  | { readonly kind: 'terminate'; readonly service: ServiceName }
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
  | { readonly kind: 'freeze'; readonly service: ServiceName; readonly forMs: number }
  | {
      readonly kind: 'clock-jump';
      readonly service: ServiceName;
      readonly shiftMs: number;
      readonly forMs: number;
    }
  | { readonly kind: 'kill-broker'; readonly awayMs: number }
  | { readonly kind: 'disk-full'; readonly forMs: number };

const consumerPoints = ['between-effect-and-commit', 'after-consumer-commit'] as const;
const relayPoints = ['after-commit-before-publish', 'after-publish-before-cursor'] as const;

// Below the hour after which an observation is no live news.
const jumpMs = 40 * 60_000;

/** Draws what goes wrong next; the hot services are hit most. */
export function drawFault(random: Random, withBroker: boolean): Fault {
  const roll = random.next();
  const service = drawService(random);
  if (roll < 0.4) return { kind: 'kill', service, afterMs: random.below(400) };
  if (roll < 0.7) return drawCrashPoint(random, withBroker);
  if (roll < 0.8) return { kind: 'terminate', service };
  if (roll < 0.85) return { kind: 'freeze', service, forMs: 500 + random.below(2_000) };
  if (roll < 0.9) {
    const shiftMs = random.next() < 0.5 ? jumpMs : -jumpMs;
    return { kind: 'clock-jump', service, shiftMs, forMs: 1_500 };
  }
  if (withBroker && roll < 0.94) return { kind: 'kill-broker', awayMs: random.below(1_500) };
  return { kind: 'cut-connections', service, times: 1 + random.below(3), everyMs: 150 };
}

const drawService = (random: Random): ServiceName =>
  random.pick([...serviceNames, 'intake', 'intake', 'assessment', 'assessment', 'notification'] as const);

function drawCrashPoint(random: Random, withBroker: boolean): Fault {
  const nth = 1 + random.below(20);
  const roll = random.next();
  if (roll < 0.25)
    return { kind: 'crash-point', service: 'intake', point: 'after-commit-before-answer', nth };
  if (withBroker && roll < 0.6) {
    const service = random.pick(['intake', 'assessment'] as const);
    return { kind: 'crash-point', service, point: random.pick(relayPoints), nth };
  }
  const service = random.pick(['assessment', 'notification'] as const);
  return { kind: 'crash-point', service, point: random.pick(consumerPoints), nth };
}

/** What lasts: the broker away for a minute, connections cut again and again, a consumer that stands still, a full disk. */
export const longFaults = (withBroker: boolean, withDisk: boolean): readonly Fault[] => [
  ...(withBroker ? [{ kind: 'kill-broker', awayMs: 60_000 } as const] : []),
  ...serviceNames.map((service) => ({ kind: 'cut-connections', service, times: 8, everyMs: 2_000 }) as const),
  { kind: 'freeze', service: 'assessment', forMs: 20_000 },
  ...(withDisk ? [{ kind: 'disk-full', forMs: 15_000 } as const] : []),
];

/** The fault as a line of the run's printout. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill -9 ${fault.service}`;
    case 'terminate':
      return `SIGTERM ${fault.service}`;
    case 'crash-point':
      return `${fault.service} dies ${fault.point}, pass ${fault.nth}`;
    case 'cut-connections':
      return `database connections of ${fault.service} cut, ${fault.times} times, every ${fault.everyMs} ms`;
    case 'freeze':
      return `${fault.service} stands still for ${fault.forMs} ms`;
    case 'clock-jump':
      return `the clock of ${fault.service} jumps by ${fault.shiftMs / 60_000} min and back`;
    case 'kill-broker':
      return `kill -9 of the broker, away ${fault.awayMs} ms`;
    case 'disk-full':
      return `the disk of the database is full for ${fault.forMs} ms`;
  }
}
