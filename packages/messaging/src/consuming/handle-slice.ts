import type { PoolClient } from 'pg';
import type { LogRecord } from '../log-record.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import type { ParkedRecord } from './dead-letter-store.ts';
import { handleEvents } from './handle-events.ts';
import { blameFor, describeError } from './failure.ts';
import { decodeWanted, wantedBy } from './wanted-events.ts';

/** Hands the wanted events of a slice to the consumer, but those of parked keys, and returns what must be parked. */
export type HandleSlice = (
  tx: PoolClient,
  consumer: ConsumerDefinition,
  fresh: readonly LogRecord[],
  parkedKeys: ReadonlySet<string>,
) => Promise<readonly ParkedRecord[]>;

/** The usual way: one call of the handler for the whole slice. */
export const allAtOnce: HandleSlice = async (tx, consumer, fresh, parkedKeys) => {
  const wanted = wantedBy(consumer);
  const behind: ParkedRecord[] = [];
  const free: LogRecord[] = [];
  for (const record of fresh) {
    if (!wanted.has(record.type)) continue;
    if (parkedKeys.has(record.key)) behind.push({ record, error: null });
    else free.push(record);
  }
  await handleEvents(tx, consumer, decodeWanted(wanted, free));
  return behind;
};

/** The way to find the culprit: each event behind a savepoint of its own. */
export const oneByOne: HandleSlice = async (tx, consumer, fresh, parkedBefore) => {
  const wanted = wantedBy(consumer);
  const parkedKeys = new Set(parkedBefore);
  const parked: ParkedRecord[] = [];
  for (const record of fresh) {
    if (!wanted.has(record.type)) continue;
    const error = parkedKeys.has(record.key) ? null : await tryOne(tx, consumer, record);
    if (error === undefined) continue;
    parked.push({ record, error });
    parkedKeys.add(record.key);
  }
  return parked;
};

/**
 * Hands over one event behind a savepoint. Returns why it failed, or undefined when it did not; throws when the
 * surroundings are at fault.
 */
export async function tryOne(
  tx: PoolClient,
  consumer: ConsumerDefinition,
  record: LogRecord,
): Promise<string | undefined> {
  await tx.query('SAVEPOINT one');
  try {
    await handleEvents(tx, consumer, decodeWanted(wantedBy(consumer), [record]));
    await tx.query(`${checkDeferred}; RELEASE SAVEPOINT one`);
    return undefined;
  } catch (error) {
    if (blameFor(error) === 'surroundings') throw error;
    await tx.query('ROLLBACK TO SAVEPOINT one; RELEASE SAVEPOINT one');
    return describeError(error);
  }
}

// A deferred constraint would speak up at COMMIT, when nobody could say whose fault it is. The inner savepoint puts the
// constraints back to deferred for the next event.
const checkDeferred =
  'SAVEPOINT checked; SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK TO SAVEPOINT checked; RELEASE SAVEPOINT checked';
