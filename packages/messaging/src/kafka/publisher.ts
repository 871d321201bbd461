import type { Kafka, Producer, TopicMessages } from 'kafkajs';
import type { PendingRun } from '../relay/outbox-cursor.ts';
import type { Publisher } from '../relay/publish-pending.ts';
import { toMessage } from './message-codec.ts';

/** Publishes runs with acknowledgement by all in-sync replicas. After a failure the producer is made anew. */
export function kafkaPublisher(kafka: Kafka, prepareTopics: () => Promise<void>): Publisher {
  let producer: Producer | undefined;

  async function drop(): Promise<void> {
    const dropped = producer;
    producer = undefined;
    await dropped?.disconnect().catch(() => undefined);
  }

  return {
    prepare: async () => {
      await prepareTopics();
      if (producer) return;
      producer = kafka.producer({
        allowAutoTopicCreation: false,
        maxInFlightRequests: 1,
        createPartitioner: () => partitionOfMessage,
      });
      try {
        await producer.connect();
      } catch (error) {
        await drop();
        throw error;
      }
    },
    publish: async (runs) => {
      if (!producer) throw new Error('the producer is not connected');
      try {
        await producer.sendBatch({ acks: -1, timeout: 10_000, topicMessages: byTopic(runs) });
      } catch (error) {
        await drop();
        throw error;
      }
    },
    stop: drop,
  };
}

function byTopic(runs: readonly PendingRun[]): TopicMessages[] {
  const runsByTopic = Map.groupBy(runs, ({ topic }) => topic);
  return [...runsByTopic].map(([topic, runs]) => ({
    topic,
    messages: runs.flatMap(({ events }) => events.map(toMessage)),
  }));
}

function partitionOfMessage({ message }: { message: { partition?: number } }): number {
  if (message.partition === undefined) throw new Error('the relay publishes to explicit partitions only');
  return message.partition;
}
