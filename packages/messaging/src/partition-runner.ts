import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Applied, type ApplyOptions, applyBatch } from './apply-batch.ts';
import type { DeliverBatch } from './bus.ts';
import { backoffMs, PartitionStopped } from './failure.ts';
import type { ConsumerMetrics } from './metrics.ts';

export interface RunnerOptions extends ApplyOptions {
  readonly log: Logger;
  readonly metrics: ConsumerMetrics;
  /** Aborted when the consumer stops. */
  readonly signal: AbortSignal;
}

const chunkSize = 1_000;

/**
 * What a bus calls with each batch of a partition: applies it in chunks. While the surroundings are at fault it backs
 * off and tries again without end, keeping the membership alive; so it does, slowly, while a version is unknown or too
 * much was parked, and goes on by itself once the cause is gone. Rejects when the consumer stops, loses the partition
 * or finds a gap, which only reading again from further back could close.
 */
export const deliverWith = (options: RunnerOptions): DeliverBatch => async (batch) => {
  let passed = 0;
  for (let attempt = 0; passed < batch.records.length; ) {
    options.signal.throwIfAborted();
    try {
      const result = await applyBatch(options, batch.records.slice(passed, passed + chunkSize));
      report(options, batch, result);
      passed += result.passed;
      attempt = 0;
      await batch.heartbeat();
    } catch (error) {
      await holdBack(options, batch, error, attempt++);
      if (error instanceof PartitionStopped && error.reason === 'sequence-gap') throw error;
    }
  }
};

function report({ consumer, metrics, log }: RunnerOptions, batch: { topic: string; partition: number }, result: Applied): void {
  const labels = { group: consumer.group, topic: batch.topic, partition: batch.partition };
  metrics.applied.inc({ group: consumer.group, topic: batch.topic }, result.applied);
  metrics.stopped.set(labels, 0);
  if (result.parked > 0) {
    metrics.parked.inc({ group: consumer.group, topic: batch.topic }, result.parked);
    log.error({ ...labels, parked: result.parked }, 'events could not be handled and were parked');
  }
  if (result.newEpoch) log.warn(labels, 'the producer was restored: its new epoch is followed from its first number');
}

async function holdBack(
  { consumer, metrics, log, signal }: RunnerOptions,
  batch: { topic: string; partition: number; heartbeat: () => Promise<void> },
  error: unknown,
  attempt: number,
): Promise<void> {
  const labels = { group: consumer.group, topic: batch.topic, partition: batch.partition };
  const stopped = error instanceof PartitionStopped;
  metrics.stopped.set(labels, stopped ? 1 : 0);
  metrics.retries.inc({ group: consumer.group, topic: batch.topic });
  if (stopped || attempt > 3) log.error({ ...labels, err: error, attempt }, stopped ? 'partition stopped' : 'still cannot apply events, trying on');
  const until = Date.now() + (stopped ? 5_000 : backoffMs(attempt));
  while (Date.now() < until) {
    await wait(Math.min(until - Date.now(), 1_000), undefined, { signal });
    await batch.heartbeat();
  }
}
