import type { Batch, Consumer, EachBatchPayload } from 'kafkajs';
import type { Logger } from 'pino';
import type { DeliverBatch } from '../bus.ts';
import type { LogRecord } from '../log-record.ts';
import { fromMessage } from './message-codec.ts';
import type { Pulse } from './pulse.ts';
import type { ReadAgain, Rereads } from './rereads.ts';

export interface DeliverFetchedOptions {
  readonly deliver: DeliverBatch;
  readonly consumer: Consumer;
  readonly pulse: Pulse;
  readonly rereads: Rereads;
  readonly log: Logger;
  /** Does something after a while unless the membership is over by then. */
  readonly later: (ms: number, action: () => void) => void;
}

/**
 * Hands a fetched batch over. Offsets are only hints for where to read next; what was applied is decided by the
 * watermark. A partition that is held back is paused, so that the others go on: kafkajs fetches nothing while a batch
 * is in hand.
 */
export async function deliverFetched(
  options: DeliverFetchedOptions,
  payload: EachBatchPayload,
): Promise<void> {
  const { topic, partition } = payload.batch;
  const heartbeat = async () => {
    options.pulse.worked();
    await payload.heartbeat();
  };
  for (let rest = readMessages(payload.batch, options.log); ; ) {
    const records = rest.map(({ record }) => record);
    const delivery = await options.deliver({ topic, partition, records, heartbeat });
    if (delivery.outcome === 'passed') break;
    const next = rest[delivery.passed];
    if (next) resolveBefore(payload, next);
    if (delivery.outcome === 'held' || !next) {
      if (delivery.outcome === 'held') pauseFor(options, payload, delivery.forMs);
      return;
    }
    const again = options.rereads.gapAt({ topic, partition }, next.offset, delivery.missing, delivery.error);
    if (again) return readAgain(options, payload, again);
    rest = afterRestart(rest, delivery.passed);
  }
  const { batch } = payload;
  payload.resolveOffset(batch.lastOffset());
  const again = isEndOfLog(batch) ? options.rereads.endReached({ topic, partition }) : undefined;
  if (again) readAgain(options, payload, again);
}

interface FetchedRecord {
  readonly offset: string;
  readonly record: LogRecord;
}

function readMessages({ topic, partition, messages }: Batch, log: Logger): readonly FetchedRecord[] {
  const fetched: FetchedRecord[] = [];
  for (const message of messages) {
    const record = fromMessage(topic, partition, message);
    if (record) fetched.push({ offset: message.offset, record });
    // nothing of ours can be lost by passing it over: the sequence would show a gap
    else
      log.error(
        { topic, partition, offset: message.offset },
        'a message in the log is none of ours: ignored',
      );
  }
  return fetched;
}

const isEndOfLog = (batch: Batch): boolean => BigInt(batch.lastOffset()) + 1n >= BigInt(batch.highWatermark);

/** What comes after the record where a relay set back has begun to publish again. */
function afterRestart(fetched: readonly FetchedRecord[], gapAt: number): readonly FetchedRecord[] {
  const restart = fetched.findIndex(
    ({ record }, i) => i > gapAt && record.sequence <= (fetched[i - 1]?.record.sequence ?? 0n),
  );
  return restart === -1 ? [] : fetched.slice(restart);
}

function resolveBefore(payload: EachBatchPayload, { offset }: FetchedRecord): void {
  if (offset !== payload.batch.firstOffset()) payload.resolveOffset((BigInt(offset) - 1n).toString());
}

function readAgain(
  { consumer, later }: DeliverFetchedOptions,
  payload: EachBatchPayload,
  { fromOffset, afterMs }: ReadAgain,
): void {
  const { topic, partition } = payload.batch;
  const seek = () => consumer.seek({ topic, partition, offset: fromOffset });
  if (afterMs === 0) return seek();
  const resume = payload.pause();
  later(afterMs, () => {
    seek();
    resume();
  });
}

function pauseFor({ later }: DeliverFetchedOptions, payload: EachBatchPayload, forMs: number): void {
  const resume = payload.pause();
  later(forMs, resume);
}
