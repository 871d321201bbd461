import type { NewEvent } from '@yuanqu/events';
import { topicNamed } from '@yuanqu/events';
import { encodeBody } from '../cloud-event.ts';
import type { Executor } from '../executor.ts';
import { groupByHead } from './group-by-head.ts';

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
    const bodies = joined(events.map(encodeBody));
    const { heads, headOfEach, placeOfEach } = groupByHead(events, partitionsOf);
    await tx.query('SELECT messaging.append($1, $2, $3, $4, $5, $6, $7, $8)', [
      heads.map((head) => head.topic),
      heads.map((head) => head.partition),
      heads.map((head) => head.events),
      `{${headOfEach.join()}}`,
      `{${placeOfEach.join()}}`,
      joined(events.map(({ subject }) => subject)),
      joined(events.map(({ definition }) => definition.type)),
      bodies,
    ]);
  },
});

// encodeBody lets no control character through, so none holds the separator
const joined = (texts: readonly string[]): string => texts.join('\x1e');
