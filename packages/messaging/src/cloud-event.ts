import type { EventDefinition, NewEvent, RecordedEvent } from '@yuanqu/events';
import { checkData, checkEvent, InvalidEvent } from './contract-check.ts';
import type { LogRecord } from './log-record.ts';

/** Larger events are refused when written: a broker's default limit is 1 MB, and a fact is not a file. */
export const maxEventBytes = 512 * 1024;

// a key of the log, and of tables: none of it is for people to read
// oxlint-disable-next-line no-control-regex
const isKey = /^[^\x00-\x1f\x7f]+$/;

/** The CloudEvent (structured JSON) without its place in the log, which only the commit gives it. Throws InvalidEvent. */
export function encodeBody(event: NewEvent): string {
  const { definition, context } = event;
  checkData(definition, event.data);
  if (!isKey.test(event.subject))
    throw new InvalidEvent(`${definition.type} needs a subject without control characters`);
  const body = JSON.stringify({
    specversion: '1.0',
    id: event.id,
    source: definition.source,
    type: definition.type,
    subject: event.subject,
    time: event.time.toISOString(),
    datacontenttype: 'application/json',
    partitionkey: event.subject,
    revision: event.revision,
    correlationid: context.correlationId,
    causationid: context.causationId,
    traceparent: context.traceparent,
    data: event.data,
  });
  if (body.length > maxEventBytes / 3 && Buffer.byteLength(body) > maxEventBytes) {
    throw new InvalidEvent(
      `${definition.type} ${event.subject} is larger than ${maxEventBytes} bytes: publish a reference to the content instead`,
    );
  }
  return body;
}

/** The whole CloudEvent. `sequence` is padded so that it also sorts as text, as the CloudEvents extension asks. */
export const withPosition = (body: string, epoch: number, sequence: bigint | string): string =>
  `{"epoch":${epoch},"sequence":"${sequence.toString().padStart(16, '0')}",${body.slice(1)}`;

/** Reads a record as the event it should be. Throws InvalidEvent when it is not what its contract says. */
export function decode<D extends EventDefinition>(definition: D, record: LogRecord): RecordedEvent<D> {
  const event = parse(record);
  checkEvent(definition, event);
  const {
    id,
    subject,
    revision,
    correlationid,
    traceparent,
    data,
    time: timeText,
  } = event as CheckedEvent<D>;
  const time = new Date(timeText);
  if (Number.isNaN(time.getTime()))
    throw new InvalidEvent(`${record.type} breaks its contract at time: no date`);
  return {
    type: definition.type,
    id,
    subject,
    revision,
    time,
    data,
    context: {
      ...(correlationid !== undefined && { correlationId: correlationid }),
      ...(traceparent !== undefined && { traceparent }),
      causationId: id,
    },
    topic: record.topic,
    partition: record.partition,
    epoch: record.epoch,
    sequence: record.sequence,
  };
}

interface CheckedEvent<D extends EventDefinition> {
  readonly id: string;
  readonly subject: string;
  readonly revision: number;
  readonly time: string;
  readonly correlationid?: string;
  readonly traceparent?: string;
  readonly data: RecordedEvent<D>['data'];
}

function parse(record: LogRecord): unknown {
  try {
    return JSON.parse(record.value);
  } catch (cause) {
    throw new InvalidEvent(`${record.type} is not JSON`, { cause });
  }
}
