import type { Topic } from '@yuanqu/events';
import type { Client } from 'pg';
import type { CrashPoint } from '../crash-point.ts';
import { moveCursors, type PendingRun, readPending } from './outbox-cursor.ts';

/** Where a relay publishes to. */
export interface Publisher {
  /** Called before the first publish; makes the topics. */
  readonly prepare: () => Promise<void>;
  /** Resolves when all in-sync replicas have every event; then the cursor moves. */
  readonly publish: (runs: readonly PendingRun[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface PublishOptions {
  readonly topics: readonly Topic[];
  readonly publisher: Publisher;
  readonly at?: CrashPoint | undefined;
  /** Told of what was published, and when, in seconds by the database's clock. */
  readonly published: (runs: readonly PendingRun[], now: number) => void;
}

// A partition's messages of one request must stay below the broker's usual limit of 1 MB, headers and all, also with
// one event of the largest size on top.
const readLimit = { eventsPerPartition: 1_000, bytesPerPartition: 256 * 1024 };

/**
 * One turn of the relay: reads after the cursors, publishes, and moves the cursors once all is acknowledged. Returns
 * whether there was anything. Rejects when any of it failed; then the next turn begins from the cursors again.
 */
export async function publishPending(client: Client, options: PublishOptions): Promise<boolean> {
  const { topics, publisher, at } = options;
  const runs = await readPending(client, topics, readLimit);
  if (runs.length === 0) return false;
  await at?.('after-commit-before-publish');
  await publisher.publish(runs);
  await at?.('after-publish-before-cursor');
  options.published(runs, await moveCursors(client, runs));
  return true;
}
