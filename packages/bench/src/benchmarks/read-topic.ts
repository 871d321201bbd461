import type { Topic } from '@yuanqu/events';
import type { Kafka } from 'kafkajs';
import { fromMessage } from '../../../messaging/src/kafka/message-codec.ts';

const patienceMs = 60_000;

/** Reads a topic from its beginning and counts its events. Throws when a partition's sequence is not dense. */
export async function readTopic(kafka: Kafka, { name, partitions }: Topic): Promise<number> {
  const wanted = await endOffsets(kafka, name);
  const consumer = kafka.consumer({ groupId: `reader-${Date.now()}`, maxBytesPerPartition: 4 << 20 });
  const sequences = Array.from({ length: partitions }, () => 0n);
  let read = 0;
  const done = Promise.withResolvers<void>();
  const giveUp = setTimeout(() => done.reject(new Error(`read ${read} of ${wanted} events`)), patienceMs);
  await consumer.connect();
  await consumer.subscribe({ topic: name, fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      for (const message of batch.messages) {
        const sequence = fromMessage(name, batch.partition, message)?.sequence ?? -1n;
        const expected = (sequences[batch.partition] ?? 0n) + 1n;
        if (sequence !== expected)
          done.reject(new Error(`${name}/${batch.partition}: ${sequence} came where ${expected} belongs`));
        sequences[batch.partition] = sequence;
      }
      read += batch.messages.length;
      if (read >= wanted) done.resolve();
    },
  });
  try {
    await done.promise;
    return read;
  } finally {
    clearTimeout(giveUp);
    await consumer.disconnect();
  }
}

async function endOffsets(kafka: Kafka, topic: string): Promise<number> {
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return offsets.reduce((sum, { offset }) => sum + Number(offset), 0);
}
