export { afterCommit, takeAfterCommit } from './after-commit.ts';
export type {
  Bus,
  DeliverBatch,
  Delivery,
  PartitionLag,
  RecordBatch,
  Relay,
  RelayOptions,
  SubscribeOptions,
  Subscription,
} from './bus.ts';
export { maxEventBytes } from './cloud-event.ts';
export { type ConsumerDefinition, defineConsumer } from './consuming/consumer-definition.ts';
export type { DeadLetter } from './consuming/dead-letter-rows.ts';
export type { DeadLetters } from './consuming/dead-letters.ts';
export type { GroupLag } from './consuming/group-lag.ts';
export type { HeldPartition } from './consuming/held-partitions.ts';
export { type Receipt, receiveOnce } from './consuming/inbox.ts';
export { InvalidEvent } from './contract-check.ts';
export type { CrashPoint, CrashPointName } from './crash-point.ts';
export type { Executor } from './executor.ts';
export type { LogRecord, Position } from './log-record.ts';
export { type Messaging, type MessagingOptions, type Relaying, startRelaying } from './messaging.ts';
export { raiseEpochAfterRestore } from './outbox/epoch.ts';
export { createOutbox, type Outbox } from './outbox/outbox.ts';
export { partitionOf } from './outbox/partition.ts';

/** The migrations of the schema `messaging`, in Prisma's folder format; every service applies them at its start. */
export const messagingMigrations = new URL('../migrations/', import.meta.url);
