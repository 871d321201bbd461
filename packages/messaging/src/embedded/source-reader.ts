import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Subscription } from '../bus.ts';
import { backoffMs } from '../consuming/failure.ts';
import { partitionName } from '../log-record.ts';
import { wakeSignal } from '../wake-signal.ts';
import { deliverBetween } from './deliver-between.ts';
import { behind, lagOf, type PartitionPosition, readHeads, readWatermarks } from './log-reader.ts';
import { readerProgress } from './reader-progress.ts';
import type { LogSubscriptionOptions } from './log-subscription-options.ts';

/** A producer's database and who wants to know of its commits. */
export interface ServiceSource {
  readonly pool: Pool;
  readonly listeners: Set<() => void>;
}

const deafAfterMs = 30_000;

/** Reads one service's outbox for one group and delivers, partition by partition, until stopped. */
export function readSource(source: ServiceSource, options: LogSubscriptionOptions): Subscription {
  const { group, log, pollMs = 1_000, shufflePartitions = false } = options;
  const topics = options.topics.map(({ name }) => name);
  const progress = readerProgress(source.pool, group);
  const signal = wakeSignal();
  const stopping = new AbortController();
  const busy = new Map<string, Promise<void>>();
  let lastTurn = Date.now();
  source.listeners.add(signal.wake);
  const running = runLoop();

  async function runLoop(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await startPartitions();
        lastTurn = Date.now();
        failures = 0;
        await signal.wait(pollMs);
      } catch (error) {
        logFailure(log, error, failures);
        await pause(backoffMs(failures++));
      }
    }
    await Promise.all(busy.values());
  }

  // A partition that is held back must not hold up the others: each runs by itself.
  async function startPartitions(): Promise<void> {
    const [watermarks, heads] = await positions();
    await progress.tell(watermarks);
    const work = behind(watermarks, heads).filter(({ at }) => !busy.has(partitionName(at)));
    if (shufflePartitions) work.sort(() => Math.random() - 0.5);
    for (const { at, head } of work) busy.set(partitionName(at), runPartition(at, head));
  }

  function positions() {
    return Promise.all([readWatermarks(options.pool, group, topics), readHeads(source.pool, topics)]);
  }

  async function runPartition(at: PartitionPosition, head: PartitionPosition): Promise<void> {
    let pauseMs = 0;
    try {
      pauseMs = await deliverBetween(source.pool, at, head, { ...options, signal: stopping.signal });
    } catch (error) {
      pauseMs = backoffMs(3);
      logFailure(log, error, 0);
    }
    if (pauseMs > 0) await pause(pauseMs);
    busy.delete(partitionName(at));
    signal.wake();
  }

  // Ends early when the reader stops.
  async function pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  return {
    lag: async () => lagOf(...(await positions())),
    healthy: () => stopping.signal.aborted || Date.now() - lastTurn < deafAfterMs,
    stop: async () => {
      stopping.abort();
      source.listeners.delete(signal.wake);
      signal.wake();
      await running;
    },
  };
}

function logFailure(log: Logger, err: unknown, failures: number): void {
  if (isNotLaidOut(err) && failures < 10)
    return log.info({ failures }, 'the log is not there yet: its service is still starting');
  if (failures < 3) log.warn({ err }, 'reading the log failed, trying again');
  else log.error({ err, failures }, 'reading the log still fails');
}

/** Services that listen to each other cannot all be there first: no database, schema or table yet at the first start. */
const isNotLaidOut = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['3D000', '3F000', '42P01'].includes(String(error.code));
