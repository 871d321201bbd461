export type { Bus, LogRecord, PartitionLag, RecordBatch, Relay, RelayOptions, SubscribeOptions, Subscription } from './bus.ts';
export { InvalidEvent, maxEventBytes } from './cloud-event.ts';
export { type ConsumerDefinition, defineConsumer } from './consumer-definition.ts';
export type { CrashPoint, CrashPointName } from './crash-point.ts';
export type { DeadLetter, DeadLetters } from './dead-letters.ts';
export type { Executor } from './executor.ts';
export { type GroupLag, type Messaging, type MessagingOptions, startRelaying } from './messaging.ts';
export { createOutbox, type Outbox } from './outbox.ts';
export { partitionOf } from './partition.ts';
export { raiseEpochAfterRestore } from './topic-registration.ts';

/** The migrations of the schema `messaging`, in Prisma's folder format; every service applies them at its start. */
export const messagingMigrations = new URL('../migrations/', import.meta.url);
