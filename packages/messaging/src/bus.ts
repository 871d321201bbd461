import type { Topic } from '@yuanqu/events';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { CrashPoint } from './crash-point.ts';
import type { LogRecord } from './log-record.ts';

/** The log between services. Two adapters, kafka and embedded, pass one contract suite. */
export interface Bus {
  readonly kind: 'kafka' | 'embedded';
  /** Resolves though the log is away: then it is carried on when it is back. Rejects when a topic was laid out otherwise. */
  readonly startRelay: (options: RelayOptions) => Promise<Relay>;
  /** Resolves though the log is away, as `startRelay` does. */
  readonly subscribe: (options: SubscribeOptions) => Promise<Subscription>;
  /** Resolves when the log can be reached, rejects with the reason. */
  readonly check: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface RelayOptions {
  readonly service: string;
  readonly topics: readonly Topic[];
  /** The producer's own database, where its outbox is. */
  readonly pool: Pool;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly at?: CrashPoint | undefined;
}

/** Moves committed events from a service's outbox to the log, in order. */
export interface Relay {
  /** Something was committed: look now instead of at the next poll. */
  readonly wake: () => void;
  /** Carries on what is committed by now, for at most a few seconds, and stops. */
  readonly stop: () => Promise<void>;
}

export interface SubscribeOptions {
  readonly group: string;
  readonly topics: readonly Topic[];
  /** The consumer's own database, where its watermarks are. */
  readonly pool: Pool;
  readonly deliver: DeliverBatch;
  readonly log: Logger;
  readonly metrics: Registry;
}

export interface Subscription {
  readonly lag: () => Promise<readonly PartitionLag[]>;
  /** False when deliveries have stopped although they should not have. */
  readonly healthy: () => boolean;
  /** Finishes the batch in hand, leaves the group. */
  readonly stop: () => Promise<void>;
}

export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Events in the log that the group has not passed yet. */
  readonly lag: number;
}

/** Records of one partition, in order, as fetched together. */
export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly LogRecord[];
  /** To be called between chunks: keeps the group membership alive; throws when the partition was taken away. */
  readonly heartbeat: () => Promise<void>;
}

/** Applies a batch. Rejects only when `heartbeat` does: whatever else goes wrong is an outcome. */
export type DeliverBatch = (batch: RecordBatch) => Promise<Delivery>;

/** What became of a batch. `passed` records are behind the watermark, their effects committed. */
export type Delivery =
  | { readonly outcome: 'passed' }
  /** Deliver the rest again after a while; other partitions go on meanwhile. */
  | { readonly outcome: 'held'; readonly passed: number; readonly forMs: number }
  /** `missing` numbers lie between the watermark and the next record: read again from further back. */
  | { readonly outcome: 'gap'; readonly passed: number; readonly missing: bigint; readonly error: Error };
