import type { EventDefinition, NewEvent, RecordedEvent } from '@yuanqu/events';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { LogRecord } from './log-record.ts';

/** Larger events are refused when written: a broker's default limit is 1 MB, and a fact is not a file. */
export const maxEventBytes = 512 * 1024;

/** An event broke its own contract when written, or cannot be read: the event is at fault, not the surroundings. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** The CloudEvent (structured JSON) without its place in the log, which only the commit gives it. */
export function encodeBody(event: NewEvent): string {
  const { definition, context } = event;
  if (!validatorOf(definition)(event.data))
    throw new InvalidEvent(`${definition.type} ${explain(definition, event.data)}`);
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
  if (!validatorOf(definition)(event['data']))
    throw new InvalidEvent(`${record.type} ${explain(definition, event['data'])}`);
  return {
    type: definition.type,
    id: event['id'] as string,
    subject: event['subject'] as string,
    revision: event['revision'] as number,
    time: new Date(event['time'] as string),
    data: event['data'] as RecordedEvent<D>['data'],
    context: {
      ...(typeof event['correlationid'] === 'string' && { correlationId: event['correlationid'] }),
      ...(typeof event['traceparent'] === 'string' && { traceparent: event['traceparent'] }),
      causationId: event['id'] as string,
    },
    topic: record.topic,
    partition: record.partition,
    epoch: record.epoch,
    sequence: record.sequence,
  };
}

function parse(record: LogRecord): Record<string, unknown> {
  try {
    return JSON.parse(record.value) as Record<string, unknown>;
  } catch (cause) {
    throw new InvalidEvent(`${record.type} is not JSON`, { cause });
  }
}

type Validator = {
  Check: (value: unknown) => boolean;
  Errors: (value: unknown) => { instancePath: string; message: string }[];
};
const validators = new WeakMap<TSchema, Validator>();

function compiled(definition: EventDefinition): Validator {
  let validator = validators.get(definition.data);
  if (!validator) {
    validator = Compile(definition.data) as unknown as Validator;
    validators.set(definition.data, validator);
  }
  return validator;
}

const validatorOf =
  (definition: EventDefinition) =>
  (data: unknown): boolean =>
    compiled(definition).Check(data);

const explain = (definition: EventDefinition, data: unknown): string => {
  const [first] = compiled(definition).Errors(data);
  return first ? `breaks its contract at data${first.instancePath}: ${first.message}` : 'breaks its contract';
};
