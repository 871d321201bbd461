import { setTimeout as wait } from 'node:timers/promises';

const tickMs = 20;

/** Yields so many times a second, in small bursts, until aborted. What a slow receiver holds up is made up for. */
export async function* paced(perSecond: number, signal: AbortSignal): AsyncGenerator<void> {
  const startedAt = performance.now();
  for (let given = 0; !signal.aborted; ) {
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond) + 1;
    for (; given < due && !signal.aborted; given++) yield;
    await wait(tickMs, undefined, { signal }).catch(() => undefined);
  }
}
