import type { Logger } from 'pino';
import type { DeliverBatch, Delivery, RecordBatch } from '../bus.ts';
import type { ConsumerMetrics } from '../metrics.ts';
import { type Applied, type ApplyOptions, applyBatch } from './apply-batch.ts';
import { backoffMs, describeError, PartitionStopped } from './failure.ts';
import type { HeldPartitions } from './held-partitions.ts';
import { SequenceGap } from './watermark.ts';

export interface DeliverOptions extends ApplyOptions {
  readonly log: Logger;
  readonly metrics: ConsumerMetrics;
  readonly held: HeldPartitions;
  /** Aborted when the consumer stops. */
  readonly signal: AbortSignal;
}

const largestChunk = 1_000;
const recheckStoppedMs = 5_000;

/**
 * What a bus calls with each batch of a partition: applies it in chunks, a transaction each. While the surroundings are
 * at fault the partition is held back and tried again without end, in smaller chunks (a statement may time out because
 * the chunk is large); so it is, slowly, while a version is unknown or too much was parked, and goes on by itself once
 * the cause is gone.
 */
export const deliverWith =
  (options: DeliverOptions): DeliverBatch =>
  async (batch) => {
    const { held, signal } = options;
    let passed = 0;
    while (passed < batch.records.length) {
      if (signal.aborted) return { outcome: 'held', passed, forMs: 0 };
      const chunk = Math.max(1, largestChunk >> (2 * held.attempts(batch)));
      try {
        const applied = await applyBatch(options, batch.records.slice(passed, passed + chunk));
        report(options, batch, applied);
        passed += applied.passed;
      } catch (error) {
        return holdBack(options, batch, error, passed);
      }
      held.release(batch);
      await batch.heartbeat();
    }
    return { outcome: 'passed' };
  };

function report({ consumer, metrics, log }: DeliverOptions, batch: RecordBatch, applied: Applied): void {
  const { topic, partition } = batch;
  metrics.applied.inc({ group: consumer.group, topic }, applied.applied);
  if (applied.parked > 0) {
    metrics.parked.inc({ group: consumer.group, topic }, applied.parked);
    log.error(
      { topic, partition, parked: applied.parked },
      'events could not be handled and were parked; see ops/dead-letters',
    );
  }
  if (applied.newEpoch) {
    log.warn(
      { topic, partition },
      'the producer was restored: its new epoch is followed from its first event',
    );
  }
}

function holdBack(
  { consumer, metrics, log, held }: DeliverOptions,
  { topic, partition }: RecordBatch,
  error: unknown,
  passed: number,
): Delivery {
  const attempt = held.attempts({ topic, partition });
  const stopped = error instanceof PartitionStopped;
  const isGap = error instanceof SequenceGap;
  const reason = stopped ? error.reason : isGap ? 'sequence-gap' : 'surroundings';
  held.hold({ topic, partition, reason, message: describeError(error) });
  metrics.retries.inc({ group: consumer.group, topic });
  // the bus looks further back before it calls a gap one
  if (isGap) return { outcome: 'gap', passed, missing: error.missing, error };
  const fields = { topic, partition, attempt, err: error };
  if (stopped) log.error(fields, 'partition stopped');
  else if (attempt >= 3) log.error(fields, 'still cannot apply events, trying on');
  else log.warn(fields, 'could not apply events, trying again');
  return { outcome: 'held', passed, forMs: stopped ? recheckStoppedMs : backoffMs(attempt) };
}
