import type { NewEvent } from '@yuanqu/events';
import { topicNamed } from '@yuanqu/events';
import { encodeBody } from '../cloud-event.ts';
import type { Executor } from '../executor.ts';
import { partitionOf } from './partition.ts';

/** Where a service writes what happened, in the transaction that made it happen. */
export interface Outbox {
  /**
   * Writes the events in the given order. Must be the transaction's last statement: it takes the partitions' heads,
   * which every other writer waits for. Throws InvalidEvent when one breaks its contract or is too large.
   */
  readonly append: (tx: Executor, events: readonly NewEvent[]) => Promise<void>;
  /** The transaction has committed: have the events delivered now instead of at the next poll. */
  readonly committed: () => void;
}

/** The outbox of one database; `committed` tells whoever carries the events on. */
export const createOutbox = (
  committed: () => void,
  partitionsOf = (topic: string) => topicNamed(topic).partitions,
): Outbox => ({
  committed,
  append: async (tx, events) => {
    if (events.length === 0) return;
    const topics: string[] = [];
    const partitions: number[] = [];
    const keys: string[] = [];
    const types: string[] = [];
    const bodies: string[] = [];
    for (const event of events) {
      const { topic, type } = event.definition;
      topics.push(topic);
      partitions.push(partitionOf(event.subject, partitionsOf(topic)));
      keys.push(event.subject);
      types.push(type);
      bodies.push(encodeBody(event));
    }
    await tx.query('SELECT messaging.append($1, $2, $3, $4, $5)', [topics, partitions, keys, types, bodies]);
  },
});
