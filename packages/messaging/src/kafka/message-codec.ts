import type { KafkaMessage, Message } from 'kafkajs';
import { withPosition } from '../cloud-event.ts';
import type { LogRecord } from '../log-record.ts';
import type { PendingEvent } from '../relay/outbox-cursor.ts';

const contentType = 'application/cloudevents+json';

/** An event as Kafka carries it: a structured CloudEvent, its place in the log repeated in headers. */
export const toMessage = ({
  key,
  partition,
  epoch,
  sequence,
  followsEpoch,
  type,
  body,
}: PendingEvent): Message => ({
  key,
  partition,
  value: withPosition(body, epoch, sequence),
  headers: {
    'content-type': contentType,
    ce_type: type,
    ce_epoch: String(epoch),
    ce_sequence: sequence,
    ...(followsEpoch !== null && { ce_followsepoch: String(followsEpoch) }),
  },
});

/** A message as the record it carries; undefined when no relay of ours has written it. */
export function fromMessage(
  topic: string,
  partition: number,
  { key, value, headers }: KafkaMessage,
): LogRecord | undefined {
  const type = text(headers?.['ce_type']);
  const epoch = text(headers?.['ce_epoch']);
  const sequence = text(headers?.['ce_sequence']);
  if (!type || !wholeNumber.test(epoch) || !wholeNumber.test(sequence)) return undefined;
  const followsEpoch = text(headers?.['ce_followsepoch']);
  return {
    topic,
    partition,
    epoch: Number(epoch),
    sequence: BigInt(sequence),
    followsEpoch: wholeNumber.test(followsEpoch) ? Number(followsEpoch) : null,
    key: text(key),
    type,
    value: text(value),
  };
}

const wholeNumber = /^\d+$/;

const text = (field: Buffer | string | readonly (Buffer | string)[] | null | undefined): string =>
  Array.isArray(field) ? text(field[0]) : (field?.toString() ?? '');
