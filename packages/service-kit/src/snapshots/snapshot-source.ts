import type { EventContext, NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';

/** How one kind of a service's aggregates is told again as it is now. */
export interface SnapshotSource {
  /** As in the topic's name: `unit`. */
  readonly aggregate: string;
  /**
   * Locks the next so many aggregates after a key, in the order of keys, as their writers do, and tells each as a
   * `…snapshotted.v1` event of its present revision. The lock is what puts it between the change before and the next one.
   */
  readonly next: (tx: Executor, from: SnapshotPlace) => Promise<SnapshotChunk>;
}

export interface SnapshotPlace {
  /** The last key told so far. */
  readonly after: string | undefined;
  readonly limit: number;
  readonly time: Date;
  readonly context: EventContext;
}

export interface SnapshotChunk {
  readonly events: readonly NewEvent[];
  /** The last key of these; undefined when there are no more. */
  readonly last: string | undefined;
}
