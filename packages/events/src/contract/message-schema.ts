import { Type } from 'typebox';
import type { EventDefinition } from '../envelope.ts';
import { Instant, Uuid } from '../fields.ts';
import { type JsonSchema, jsonOf } from './json-schema.ts';

/**
 * The JSON Schema of a whole message as a topic carries it: a CloudEvent 1.0 in structured mode with its data. Open:
 * unknown attributes and fields are to be ignored, so that later releases may add optional ones.
 */
export const messageSchema = (definition: EventDefinition): JsonSchema =>
  jsonOf(
    Type.Object({
      specversion: Type.Literal('1.0'),
      id: Type.String({ ...Uuid, description: 'UUIDv7, the same in every delivery of the event' }),
      source: Type.Literal(definition.source, { description: 'the service that published it' }),
      type: Type.Literal(definition.type),
      subject: Type.String({ minLength: 1, description: "the aggregate's id" }),
      time: Type.String({ ...Instant, description: 'when it happened, RFC 3339, UTC' }),
      datacontenttype: Type.Literal('application/json'),
      partitionkey: Type.String({ minLength: 1, description: "the message's key: equals the subject" }),
      revision: Type.Integer({
        minimum: 1,
        description: "the aggregate's revision after it, 1 is the first",
      }),
      epoch: Type.Integer({
        minimum: 1,
        description: 'rises when the publisher was restored from a backup: sequences start anew',
      }),
      sequence: Type.String({
        pattern: '^\\d{16,}$',
        description: 'its number in the partition, dense and rising; padded, so that it sorts as text too',
      }),
      correlationid: Type.Optional(Type.String({ description: 'the request that it all began with' })),
      causationid: Type.Optional(Type.String({ description: 'the id of the event that it follows from' })),
      traceparent: Type.Optional(Type.String({ description: 'W3C trace context' })),
      data: definition.data,
    }),
  );
