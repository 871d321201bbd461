import { catalogue } from '../catalogue.ts';
import type { EventDefinition } from '../envelope.ts';
import { type Topic, topicNamed } from '../topics.ts';
import { messageSchema } from './message-schema.ts';

/** An AsyncAPI 3 document. */
export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0';
  readonly info: Readonly<Record<string, unknown>>;
  readonly defaultContentType: string;
  readonly channels: Readonly<Record<string, unknown>>;
  readonly operations: Readonly<Record<string, unknown>>;
  readonly components: { readonly messages: Readonly<Record<string, unknown>> };
}

/**
 * The AsyncAPI 3 document of these events, of all when none are named: channels are topics, messages whole CloudEvents.
 * Pure and always the same for the same events, so that it can be committed, and served by a running service.
 */
export function asyncApiDocument(events: readonly EventDefinition[] = catalogue): AsyncApiDocument {
  const topics = [...new Set(events.map((event) => event.topic))].map((name) => topicNamed(name));
  const eventsOf = (topic: Topic) => events.filter((event) => event.topic === topic.name);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Yuanqu events · 园区平台事件',
      version: '1.0.0',
      license: { name: 'Apache-2.0' },
      description,
    },
    defaultContentType: contentType,
    channels: Object.fromEntries(topics.map((topic) => [topic.name, channelOf(topic, eventsOf(topic))])),
    operations: Object.fromEntries(
      topics.map((topic) => [`publish.${topic.name}`, operationOf(topic, eventsOf(topic))]),
    ),
    components: { messages: Object.fromEntries(events.map((event) => [event.type, messageOf(event)])) },
  };
}

const contentType = 'application/cloudevents+json';

const description = [
  'Every message is a CloudEvent 1.0 in structured mode; its key is the `subject`, the id of the aggregate.',
  'Order is promised per key and nowhere else; delivery is at least once, so recognise an event by its `id`, or by `epoch` and `sequence`.',
  'Ignore fields you do not know: a version only grows by optional fields, anything else is a new version of the type.',
  'Money is fen (分) as a decimal string, areas are m² with two decimals, instants RFC 3339 in UTC, months those of Asia/Shanghai.',
].join('\n\n');

const channelOf = ({ name, service, partitions }: Topic, events: readonly EventDefinition[]) => ({
  address: name,
  description: `Published by ${service} alone. Key: the aggregate's id. Partitions: ${partitions}, fixed for the topic's life; a key's partition is murmur2(key) mod ${partitions}, as Kafka's own clients compute it.`,
  messages: Object.fromEntries(events.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
  bindings: { kafka: { topic: name, partitions, bindingVersion: '0.5.0' } },
});

const operationOf = ({ name, service }: Topic, events: readonly EventDefinition[]) => ({
  action: 'send',
  channel: { $ref: `#/channels/${name}` },
  summary: `${service} publishes to ${name}`,
  messages: events.map(({ type }) => ({ $ref: `#/channels/${name}/messages/${type}` })),
});

const messageOf = (event: EventDefinition) => ({
  name: event.type,
  title: event.summary.zh,
  summary: event.summary.en,
  contentType,
  payload: messageSchema(event),
  bindings: { kafka: { key: { type: 'string', description: 'the `subject`' }, bindingVersion: '0.5.0' } },
});
