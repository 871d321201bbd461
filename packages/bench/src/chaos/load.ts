import { setTimeout as wait } from 'node:timers/promises';
import { newId, usccCheckCharacter } from '@yuanqu/domain';
import { persistentClient, type PersistentClientOptions } from './persistent-client.ts';
import type { Random } from './seeded-random.ts';
import type { Acknowledged, Update } from './update.ts';

export interface Load {
  readonly acknowledged: readonly Acknowledged[];
  /** How often each refusal was answered: `503` or, where it should say when to come again, `503 without Retry-After`. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Finishes the batch in hand, however often it must be sent, and stops. */
  readonly stop: () => Promise<void>;
}

export interface LoadOptions extends PersistentClientOptions {
  readonly parks: readonly string[];
  readonly random: Random;
  readonly pauseMs: number;
}

/**
 * An operator for each park: sends batches of updates in waves, so that occupancy crosses its target again and again. A batch is sent
 * until it is answered; late and repeated updates are mixed in. Runs until stopped.
 */
export function startLoad(options: LoadOptions): Load {
  const acknowledged: Acknowledged[] = [];
  const refusals = new Map<string, number>();
  const refused = (status: number, retryAfter: string | null): void => {
    const name = status === 503 && retryAfter === null ? '503 without Retry-After' : String(status);
    refusals.set(name, (refusals.get(name) ?? 0) + 1);
  };
  const stopping = new AbortController();
  const running = options.parks.map((park) =>
    playOperator(park, { ...options, refused }, acknowledged, stopping.signal),
  );
  return {
    acknowledged,
    refusals,
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function playOperator(
  park: string,
  options: LoadOptions,
  acknowledged: Acknowledged[],
  stopping: AbortSignal,
): Promise<void> {
  const { random, pauseMs } = options;
  const client = persistentClient(park, options);
  const units = await client.units();
  const earlier: Update[] = [];
  for (let wave = 0; !stopping.aborted; wave++) {
    for (let from = 0; from < units.length && !stopping.aborted; from += 40) {
      const fresh = units
        .slice(from, from + 40)
        .map((unit) => update(park, unit, wave % 2 === 0 ? 'let' : 'vacant', random));
      const repeated = Array.from({ length: earlier.length > 0 ? 5 : 0 }, () => random.pick(earlier));
      const batch = [...fresh, ...repeated];
      const outcomes = await client.send(batch);
      batch.forEach((sent, index) => acknowledged.push({ ...sent, outcome: outcomes[index] ?? 'missing' }));
      earlier.push(...fresh.slice(0, 3));
      await wait(pauseMs);
    }
  }
}

const tenants = Array.from({ length: 50 }, (_, index) => {
  const first17 = `91350503M${String(index).padStart(8, '0')}`;
  return first17 + usccCheckCharacter(first17);
});

function update(park: string, unit: string, status: string, random: Random): Update {
  // One in ten is late: observed up to ten minutes ago.
  const lateMs = random.next() < 0.1 ? random.below(600_000) : 0;
  const observedAt = new Date(Date.now() - lateMs).toISOString();
  return {
    updateId: newId(),
    park,
    unit,
    status,
    ...(status === 'let' && { uscc: random.pick(tenants) }),
    observedAt,
  };
}
