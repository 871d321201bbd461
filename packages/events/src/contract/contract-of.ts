import type { EventDefinition } from '../envelope.ts';
import { topicNamed } from '../topics.ts';
import type { JsonSchema } from './json-schema.ts';
import { messageSchema } from './message-schema.ts';

/**
 * What is promised of an event type to everybody who reads it, as committed in `contracts/<type>.json`: a JSON Schema of
 * the message that any validator takes, with where it is published in `x-` keywords.
 */
export const contractOf = (definition: EventDefinition): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: definition.type,
  description: `${definition.summary.zh} · ${definition.summary.en}`,
  'x-topic': definition.topic,
  'x-partitions': topicNamed(definition.topic).partitions,
  ...messageSchema(definition),
});
