import { type EventDefinition, type RecordedEvent, unversioned } from '@yuanqu/events';
import { decode } from '../cloud-event.ts';
import { type LogRecord, partitionName } from '../log-record.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import { PartitionStopped } from './failure.ts';

export type WantedEvents = ReadonlyMap<string, EventDefinition>;

const wantedByConsumer = new WeakMap<ConsumerDefinition, WantedEvents>();

/** The events a consumer wants, by type. */
export function wantedBy(consumer: ConsumerDefinition): WantedEvents {
  let wanted = wantedByConsumer.get(consumer);
  if (!wanted) {
    wanted = new Map(consumer.events.map((definition) => [definition.type, definition]));
    wantedByConsumer.set(consumer, wanted);
  }
  return wanted;
}

/** The wanted ones of the records, read by their contracts. Throws InvalidEvent. */
export function decodeWanted(wanted: WantedEvents, records: readonly LogRecord[]): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (const record of records) {
    const definition = wanted.get(record.type);
    if (definition) events.push(decode(definition, record));
  }
  return events;
}

/**
 * The records before the first wanted event in a version that this release does not know: skipping it would lose it,
 * so the partition waits there for the release that does. Throws PartitionStopped when it is the first.
 */
export function upToUnknownVersion(
  wanted: WantedEvents,
  records: readonly LogRecord[],
): readonly LogRecord[] {
  const names = new Set([...wanted.keys()].map(unversioned));
  const index = records.findIndex(({ type }) => !wanted.has(type) && names.has(unversioned(type)));
  const record = records[index];
  if (!record) return records;
  if (index > 0) return records.slice(0, index);
  throw new PartitionStopped(
    'unknown-version',
    `${record.type} at ${partitionName(record)}:${record.sequence}: this release knows another version of it; deploy the one that knows this`,
  );
}
