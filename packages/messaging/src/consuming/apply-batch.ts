import type { Pool, PoolClient } from 'pg';
import type { CrashPoint } from '../crash-point.ts';
import type { LogRecord } from '../log-record.ts';
import { inTransaction } from '../transaction.ts';
import { allAtOnce, type HandleSlice, oneByOne } from './handle-slice.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import { failedWithinAMinute, park, parkedKeys } from './dead-letter-store.ts';
import { blameFor, PartitionStopped } from './failure.ts';
import { afterWatermark, lockWatermark, moveWatermark, SequenceGap } from './watermark.ts';
import { upToUnknownVersion, wantedBy } from './wanted-events.ts';

export interface ApplyOptions {
  readonly pool: Pool;
  readonly consumer: ConsumerDefinition;
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

/**
 * Applies records of one partition: their effects and the watermark in one transaction. When an event is at fault the
 * batch is done again one by one, the culprit parked. Rejects when the surroundings are at fault (any error but
 * PartitionStopped and SequenceGap) or the partition must stop; then nothing of it happened.
 */
export async function applyBatch(options: ApplyOptions, records: readonly LogRecord[]): Promise<Applied> {
  try {
    return await applyWith(options, records, allAtOnce);
  } catch (error) {
    if (error instanceof SequenceGap || error instanceof PartitionStopped) throw error;
    if (blameFor(error) === 'surroundings') throw error;
    return applyWith(options, records, oneByOne);
  }
}

async function applyWith(
  options: ApplyOptions,
  records: readonly LogRecord[],
  handleSlice: HandleSlice,
): Promise<Applied> {
  const { consumer, at } = options;
  const [first] = records;
  if (!first) return nothing(0);
  const applied = await inTransaction(options.pool, async (tx) => {
    const watermark = await lockWatermark(tx, consumer.group, first.topic, first.partition);
    const { known, fresh: unread } = afterWatermark(watermark, records);
    const fresh = upToUnknownVersion(wantedBy(consumer), unread);
    const last = fresh.at(-1);
    if (!last) return nothing(known);
    const parked = await handleSlice(tx, consumer, fresh, await parkedKeys(tx, consumer.group, first));
    if (parked.length > 0) {
      await park(tx, consumer.group, parked);
      await stopWhenTooMany(tx, options);
    }
    await at?.('between-effect-and-commit');
    await moveWatermark(tx, consumer.group, last);
    return {
      passed: known + fresh.length,
      applied: fresh.length - parked.length,
      parked: parked.length,
      newEpoch: watermark.epoch > 0 && last.epoch > watermark.epoch,
    };
  });
  await at?.('after-consumer-commit');
  return applied;
}

const nothing = (passed: number): Applied => ({ passed, applied: 0, parked: 0, newEpoch: false });

async function stopWhenTooMany(tx: PoolClient, { consumer, parkedPerMinute }: ApplyOptions): Promise<void> {
  const { failed, latestError } = await failedWithinAMinute(tx, consumer.group);
  if (failed <= parkedPerMinute) return;
  throw new PartitionStopped(
    'too-many-parked',
    `${failed} events failed within a minute, more than ${parkedPerMinute}; the last: ${latestError}`,
  );
}
