import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { SubscribeOptions, Subscription } from '../bus.ts';
import { backoffMs } from '../failure.ts';
import { wakeSignal } from '../wake-signal.ts';
import { behind, lagOf, type Position, readAfter, readHeads, readWatermarks } from './log-reader.ts';
import type { Notifier } from './notifier.ts';

/** A producer's database and who wants to know of its commits. */
export interface ServiceSource {
  readonly pool: Pool;
  readonly listeners: Set<() => void>;
  readonly notifier: Notifier;
}

export interface LogSubscriptionOptions extends SubscribeOptions {
  readonly shufflePartitions?: boolean;
  readonly pollMs?: number;
}

const recordsPerRead = 2_000;

/** Reads the outboxes of the topics' services and delivers, partition by partition, until stopped. */
export function subscribeToLog(sourceOf: (service: string) => ServiceSource, options: LogSubscriptionOptions): Subscription {
  const signal = wakeSignal();
  const topicsOf = Map.groupBy(options.topics, (topic) => topic.service);
  const sources = [...topicsOf].map(([service, topics]) => ({ source: sourceOf(service), topics: topics.map(({ name }) => name) }));
  for (const { source } of sources) source.listeners.add(signal.wake);
  const names = options.topics.map(({ name }) => name);

  const positions = async (): Promise<[readonly Position[], readonly Position[]]> => {
    const [watermarks, ...heads] = await Promise.all([
      readWatermarks(options.pool, options.group, names),
      ...sources.map(({ source, topics }) => readHeads(source.pool, topics)),
    ]);
    return [watermarks, heads.flat()];
  };

  let stopped = false;
  let lastTurn = Date.now();
  const busy = new Map<string, Promise<void>>();
  const running = runLoop();

  // A partition that is held back (its consumer retries inside `deliver`) must not hold up the others: each runs by itself.
  async function runLoop(): Promise<void> {
    for (let failures = 0; !stopped; ) {
      lastTurn = Date.now();
      try {
        const work = behind(...(await positions())).filter(({ at }) => !busy.has(nameOf(at)));
        if (options.shufflePartitions) work.sort(() => Math.random() - 0.5);
        for (const { at, head } of work) busy.set(nameOf(at), runPartition(at, head));
        failures = 0;
        await signal.wait(options.pollMs ?? 1_000);
      } catch (error) {
        if (!stopped) logFailure(options.log, error, failures);
        await signal.wait(backoffMs(failures++));
      }
    }
    await Promise.all(busy.values());
  }

  async function runPartition(at: Position, head: Position): Promise<void> {
    let delivered = 0;
    try {
      delivered = await deliverPartition(at, head);
    } catch (error) {
      if (!stopped) logFailure(options.log, error, 0);
    } finally {
      busy.delete(nameOf(at));
      if (delivered > 0) signal.wake();
    }
  }

  async function deliverPartition(from: Position, head: Position): Promise<number> {
    const producer = sources.find(({ topics }) => topics.includes(from.topic))?.source.pool;
    let delivered = 0;
    for (let at = from; producer && !stopped; ) {
      const records = await readAfter(producer, at, head, recordsPerRead);
      const last = records.at(-1);
      if (!last) break;
      await options.deliver({ topic: at.topic, partition: at.partition, records, heartbeat: async () => undefined });
      delivered += records.length;
      at = last;
      if (records.length < recordsPerRead) break;
    }
    return delivered;
  }

  return {
    lag: async () => lagOf(...(await positions())),
    healthy: () => stopped || Date.now() - lastTurn < 30_000,
    stop: async () => {
      stopped = true;
      for (const { source } of sources) source.listeners.delete(signal.wake);
      signal.wake();
      await running;
    },
  };
}

const nameOf = (at: Position): string => `${at.topic}/${at.partition}`;

function logFailure(log: Logger, error: unknown, failures: number): void {
  if (failures < 3) log.warn({ err: error }, 'reading the log failed, trying again');
  else log.error({ err: error, failures }, 'reading the log still fails');
}
