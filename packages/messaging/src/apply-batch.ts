import type { Clock } from '@yuanqu/domain';
import { type EventDefinition, type RecordedEvent, unversioned } from '@yuanqu/events';
import type { Pool, PoolClient } from 'pg';
import type { LogRecord } from './bus.ts';
import { decode } from './cloud-event.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import type { CrashPoint } from './crash-point.ts';
import { behindAnother, park, type ParkedRecord, parkedKeys, parkedSince } from './dead-letter-store.ts';
import { blameFor, PartitionStopped } from './failure.ts';
import { inTransaction } from './transaction.ts';
import { afterWatermark, lockWatermark, moveWatermark, SequenceGap } from './watermark.ts';

export interface ApplyOptions {
  readonly pool: Pool;
  readonly consumer: ConsumerDefinition;
  readonly clock: Clock;
  /** More than this many parked within a minute is a bad release, not bad data: the partition stops. */
  readonly parkedPerMinute: number;
  readonly at?: CrashPoint | undefined;
}

export interface Applied {
  /** Records that lie behind the watermark now: at least one, less than all when a later one must stop the partition. */
  readonly passed: number;
  /** Events whose effects are now committed, without those skipped as already known. */
  readonly applied: number;
  readonly parked: number;
  /** The producer was restored: its epoch rose within this batch. */
  readonly newEpoch: boolean;
}

type Slice = (tx: PoolClient, fresh: readonly LogRecord[], parked: Set<string>) => Promise<ParkedRecord[]>;

/**
 * Applies records of one partition: their effects and the watermark in one transaction. When an event is at fault the
 * batch is done again one by one, the culprit parked. Rejects when the surroundings are at fault or the partition must
 * stop; then nothing of it happened.
 */
export async function applyBatch(options: ApplyOptions, records: readonly LogRecord[]): Promise<Applied> {
  try {
    return await applyWith(options, records, allAtOnce(options));
  } catch (error) {
    if (error instanceof SequenceGap) throw new PartitionStopped('sequence-gap', error.message);
    if (error instanceof PartitionStopped || blameFor(error) === 'surroundings') throw error;
    return applyWith(options, records, oneByOne(options));
  }
}

async function applyWith({ pool, consumer, clock, at, parkedPerMinute }: ApplyOptions, records: readonly LogRecord[], slice: Slice): Promise<Applied> {
  const [first] = records;
  if (!first) return nothing(0);
  const applied = await inTransaction(pool, async (tx) => {
    const watermark = await lockWatermark(tx, consumer.group, first.topic, first.partition);
    const { known, fresh: unread } = afterWatermark(watermark, records);
    const fresh = upToUnknownVersion(wantedBy(consumer), unread);
    const last = fresh.at(-1);
    if (!last) return nothing(known);
    const parked = await slice(tx, fresh, await parkedKeys(tx, consumer.group, fresh));
    if (parked.length > 0) {
      const now = clock();
      await park(tx, consumer.group, parked, now);
      const recently = await parkedSince(tx, consumer.group, new Date(now.getTime() - 60_000));
      if (recently > parkedPerMinute) {
        throw new PartitionStopped('too-many-parked', `${consumer.group}: ${recently} events failed within a minute; the last: ${parked.at(-1)?.error}`);
      }
    }
    await at?.('between-effect-and-commit');
    await moveWatermark(tx, consumer.group, last);
    const newEpoch = watermark.epoch > 0 && last.epoch > watermark.epoch;
    return { passed: known + fresh.length, applied: fresh.length - parked.length, parked: parked.length, newEpoch };
  });
  await at?.('after-consumer-commit');
  return applied;
}

const nothing = (passed: number): Applied => ({ passed, applied: 0, parked: 0, newEpoch: false });

/** The usual way: one call of the handler for the whole slice. */
const allAtOnce = ({ consumer }: ApplyOptions): Slice => {
  const wanted = wantedBy(consumer);
  return async (tx, fresh, parkedBefore) => {
    const [behind, free] = partitionBy(fresh, (record) => parkedBefore.has(record.key) && wanted.has(record.type));
    const events = decodeWanted(wanted, free);
    if (events.length > 0) await consumer.handle(tx, events as never);
    return behind.map((record) => ({ record, error: behindAnother }));
  };
};

/** The way to find the culprit: each event behind a savepoint of its own. */
const oneByOne = ({ consumer }: ApplyOptions): Slice => {
  const wanted = wantedBy(consumer);
  return async (tx, fresh, parkedBefore) => {
    const parked: ParkedRecord[] = [];
    for (const record of fresh.filter((candidate) => wanted.has(candidate.type))) {
      if (parkedBefore.has(record.key)) {
        parked.push({ record, error: behindAnother });
        continue;
      }
      await tx.query('SAVEPOINT one');
      try {
        await consumer.handle(tx, decodeWanted(wanted, [record]) as never);
        await tx.query('RELEASE SAVEPOINT one');
      } catch (error) {
        if (blameFor(error) === 'surroundings') throw error;
        await tx.query('ROLLBACK TO SAVEPOINT one');
        parked.push({ record, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
        parkedBefore.add(record.key);
      }
    }
    return parked;
  };
};

type Wanted = ReadonlyMap<string, EventDefinition>;

const wantedByConsumer = new WeakMap<ConsumerDefinition, Wanted>();

/** The events a consumer wants, by type. */
export function wantedBy(consumer: ConsumerDefinition): Wanted {
  let wanted = wantedByConsumer.get(consumer);
  if (!wanted) {
    wanted = new Map(consumer.events.map((definition) => [definition.type, definition]));
    wantedByConsumer.set(consumer, wanted);
  }
  return wanted;
}

/**
 * The records before the first wanted event in a version that this release does not know: skipping it would lose it,
 * so the partition waits there for the release that does.
 */
function upToUnknownVersion(wanted: Wanted, records: readonly LogRecord[]): readonly LogRecord[] {
  const names = new Set([...wanted.keys()].map(unversioned));
  const index = records.findIndex(({ type }) => !wanted.has(type) && names.has(unversioned(type)));
  const record = records[index];
  if (!record) return records;
  if (index > 0) return records.slice(0, index);
  throw new PartitionStopped(
    'unknown-version',
    `${record.type} at ${record.topic}/${record.partition}:${record.sequence}: this release knows another version of it; deploy the one that knows this`,
  );
}

/** The wanted ones of the records, read by their contracts. Throws InvalidEvent. */
export function decodeWanted(wanted: Wanted, records: readonly LogRecord[]): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (const record of records) {
    const definition = wanted.get(record.type);
    if (definition) events.push(decode(definition, record));
  }
  return events;
}

function partitionBy<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
