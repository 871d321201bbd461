import type { Kafka } from 'kafkajs';
import type { PartitionLag, SubscribeOptions } from '../bus.ts';

export interface KafkaSubscriptionOptions extends SubscribeOptions {
  /** A client of its own for each membership: kafkajs shares offsets between the consumers of one. */
  readonly connect: () => Kafka;
  /** Rejects when no broker answers. */
  readonly answers: () => Promise<unknown>;
  readonly gapRecheckMs: number;
  readonly prepareTopics: () => Promise<void>;
  readonly lag: () => Promise<readonly PartitionLag[]>;
}
