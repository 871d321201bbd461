import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Relay, RelayOptions } from '../bus.ts';
import { backoffMs } from '../consuming/failure.ts';
import { relayMetrics } from '../metrics.ts';
import { debouncedNotifier } from '../outbox/wake-ups.ts';
import { wakeSignal } from '../wake-signal.ts';
import { measureBacklog } from './backlog.ts';
import { becomeLeader } from './leadership.ts';
import { type PendingRun, registerCursors } from './outbox-cursor.ts';
import { type Publisher, publishPending } from './publish-pending.ts';

export interface StartRelayOptions extends RelayOptions {
  readonly publisher: Publisher;
  /** How long the relay sleeps when nobody wakes it. */
  readonly pollMs: number;
}

const drainMs = 3_000;

/**
 * Carries a service's outbox to the log, in order, one batch in flight. Whatever fails, it gives up its lead (another
 * process may have more luck) and starts again from the cursors: events may repeat, never lack or change order.
 */
export function startRelay(options: StartRelayOptions): Relay {
  const { service, topics, pool, log, publisher, pollMs } = options;
  const metrics = relayMetrics(options.metrics);
  const signal = wakeSignal();
  const stopping = new AbortController();
  const notifier = debouncedNotifier(pool);
  let leads = false;
  let failures = 0;
  let drainUntil = Number.POSITIVE_INFINITY;
  const stopMeasuring = [
    metrics.leading.from((set) => set({ service }, leads ? 1 : 0)),
    metrics.backlog.from((set) => measureBacklog(pool, service, topics, set)),
  ];
  const running = run();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await lead();
      } catch (error) {
        const fields = { err: error, failures };
        if (failures < 3) log.warn(fields, 'the relay was interrupted, trying again');
        else log.error(fields, 'the relay still does not get through');
        await delay(backoffMs(failures++), undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  async function lead(): Promise<void> {
    const leader = await becomeLeader({ service, pool, log, signal: stopping.signal, woken: signal.wake });
    if (!leader) return;
    leads = true;
    try {
      await publishUntilStopped(leader.client);
    } finally {
      leads = false;
      await leader.end();
    }
  }

  async function publishUntilStopped(client: Client): Promise<void> {
    await publisher.prepare();
    await registerCursors(client, topics);
    while (Date.now() < drainUntil) {
      const found = await publishPending(client, { ...options, published });
      failures = 0;
      if (found) continue;
      if (stopping.signal.aborted) return;
      await signal.wait(pollMs);
    }
  }

  function published(runs: readonly PendingRun[], now: number): void {
    for (const { topic, events, oldestCommittedAt } of runs) {
      metrics.published.inc({ service, topic }, events.length);
      metrics.delay.observe({ service }, Math.max(0, now - oldestCommittedAt));
    }
  }

  return {
    wake: () => {
      signal.wake();
      if (!leads) notifier.notify();
    },
    stop: async () => {
      for (const stop of stopMeasuring) stop();
      drainUntil = Date.now() + drainMs;
      stopping.abort();
      signal.wake();
      await notifier.flush();
      // a publish that hangs must not keep the process: what it carries is carried again by the next relay
      await Promise.race([running, delay(drainMs + 1_000, undefined, { ref: false })]);
      await publisher.stop();
    },
  };
}
