import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { DeliverBatch } from '../bus.ts';
import { type PartitionPosition, readAfter } from './log-reader.ts';

export interface DeliverBetweenOptions {
  readonly deliver: DeliverBatch;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly gapRecheckMs?: number;
}

/** Delivers what lies between a group's watermark and the head. Returns how long the partition must pause then. */
export async function deliverBetween(
  producer: Pool,
  from: PartitionPosition,
  head: PartitionPosition,
  { deliver, log, signal, gapRecheckMs = 5_000 }: DeliverBetweenOptions,
): Promise<number> {
  const { topic, partition } = from;
  for (let at = from; !signal.aborted; ) {
    const records = await readAfter(producer, at, head);
    const last = records.at(-1);
    if (!last) return 0;
    const delivery = await deliver({ topic, partition, records, heartbeat: async () => undefined });
    if (delivery.outcome === 'held') return delivery.forMs;
    if (delivery.outcome === 'gap') {
      // the position came from the watermark itself, so there is nothing further back to look at
      log.error(
        { topic, partition, err: delivery.error },
        'events are missing from the outbox: partition stopped',
      );
      return gapRecheckMs;
    }
    at = last;
  }
  return 0;
}
