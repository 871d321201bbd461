import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { expect, it } from 'vitest';
import { describeWithKafka, describeWithRedis } from './describe-with-part.ts';
import { kafkaAddress, redisUrl } from './shared-servers.ts';

describeWithKafka("the run's Kafka", (address) => {
  it('is the same for all who ask', async () => {
    expect(await Promise.all([kafkaAddress(), kafkaAddress()])).toEqual([address, address]);
  });

  it('takes an event and gives it back', async () => {
    const kafka = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING });
    const topic = `test-${randomUUID()}`;
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 3 }] });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({ topic, acks: -1, messages: [{ key: 'unit-1', value: 'let' }] });
    const consumer = kafka.consumer({ groupId: topic });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const received = Promise.withResolvers<string | undefined>();
    await consumer.run({ eachMessage: async ({ message }) => received.resolve(message.value?.toString()) });
    expect(await received.promise).toBe('let');
    await Promise.all([consumer.disconnect(), producer.disconnect(), admin.disconnect()]);
  });
});

describeWithRedis("the run's Redis", (url) => {
  it('is the same for all who ask, and keeps a value', async () => {
    expect(await redisUrl()).toBe(url);
    const redis = new Redis(url);
    const key = `test:${randomUUID()}`;
    await redis.set(key, '71.82');
    expect(await redis.get(key)).toBe('71.82');
    await redis.quit();
  });
});
