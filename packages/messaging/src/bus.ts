import type { Topic } from '@yuanqu/events';
import type { Logger } from 'pino';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';
import type { CrashPoint } from './crash-point.ts';

/** A committed event on its way to a consumer; `value` is the CloudEvent as JSON text. */
export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: bigint;
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

/** Records of one partition, in order, as fetched together. */
export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly LogRecord[];
  /** To be called between chunks: keeps the group membership alive; throws when the partition was taken away. */
  readonly heartbeat: () => Promise<void>;
}

/** Handles a batch; resolves when every effect and the watermark are committed, rejects to have it delivered again. */
export type DeliverBatch = (batch: RecordBatch) => Promise<void>;

export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Events committed by the producer that the group has not passed yet. */
  readonly lag: number;
}

export interface Subscription {
  readonly lag: () => Promise<readonly PartitionLag[]>;
  /** False when deliveries have stopped although they should not have. */
  readonly healthy: () => boolean;
  /** Finishes the batch in hand, leaves the group. */
  readonly stop: () => Promise<void>;
}

export interface SubscribeOptions {
  readonly group: string;
  readonly topics: readonly Topic[];
  /** The consumer's own database, where its watermarks are. */
  readonly pool: Pool;
  readonly deliver: DeliverBatch;
  readonly log: Logger;
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
  readonly stop: () => Promise<void>;
}

/** The log between services. Two adapters, kafka and embedded, pass one contract suite. */
export interface Bus {
  readonly kind: 'kafka' | 'embedded';
  readonly startRelay: (options: RelayOptions) => Promise<Relay>;
  readonly subscribe: (options: SubscribeOptions) => Promise<Subscription>;
  /** Resolves when the log can be reached, rejects with the reason. */
  readonly check: () => Promise<void>;
  readonly stop: () => Promise<void>;
}
