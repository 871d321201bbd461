import { setTimeout as wait } from 'node:timers/promises';
import type { RunningService } from '@yuanqu/service-kit';

type Services = Iterable<Pick<RunningService, 'name' | 'jobs' | 'messaging'>>;

const patienceMs = 60_000;
const lookEveryMs = 20;

/** Everything that is done at fixed times, once, each when what came before has reached everybody. */
export async function overnight(services: Services, signal: AbortSignal): Promise<void> {
  for (const { jobs } of services) {
    for (const { run } of jobs) await run(signal);
    await untilCaughtUp(services);
  }
}

/** Resolves when no consumer is behind. Throws when one stays behind for a minute. */
export async function untilCaughtUp(services: Services): Promise<void> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const behind = await groupsBehind(services);
    if (behind.length === 0) return;
    if (performance.now() > until) throw new Error(`still behind after a minute: ${behind.join(', ')}`);
    await wait(lookEveryMs);
  }
}

async function groupsBehind(services: Services): Promise<readonly string[]> {
  const lags = await Promise.all([...services].map(({ messaging }) => messaging.lag()));
  return lags.flatMap((groups) => groups.filter(({ lag }) => lag > 0).map(({ group }) => group));
}
