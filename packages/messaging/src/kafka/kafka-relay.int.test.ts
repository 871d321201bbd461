import { describeWithKafka, eventually } from '@yuanqu/testing';
import { CloudEvent, HTTP } from 'cloudevents';
import { Kafka, logLevel } from 'kafkajs';
import { pino } from 'pino';
import type { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { account, onceInOrder } from '../../contract/account.ts';
import { makeThing, numbered, run } from '../../contract/thing.ts';
import { inNewWorld, type World } from '../../contract/world.ts';
import { kafkaBus } from './index.ts';

describeWithKafka('the relay to Kafka', (address) => {
  const inWorld = (work: (world: World) => Promise<void>) =>
    inNewWorld({ kind: 'kafka', brokers: [address] }, work);
  const client = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING });

  test('a relay that overlaps with its successor can only repeat, never reorder', () =>
    inWorld(async (world) => {
      const frozen = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const first = await world.startProducer({
        at: async (name) => {
          if (name !== 'after-commit-before-publish') return;
          frozen.resolve();
          await goOn.promise;
        },
      });
      await world.startReader();
      await first.publish(run(world.thing, 1, 40));
      await frozen.promise;
      await endRelayConnection(world);
      const second = await world.startProducer();
      await second.publish(run(world.thing, 41, 40));
      await world.effectsReach(80);
      goOn.resolve();
      await eventually(async () => (await messagesInLog(world)) >= 120);
      await second.publish(run(world.thing, 81, 40));
      expect(account(await world.effectsReach(120))).toEqual(onceInOrder(120));
    }));

  test('a second relay stands by, takes over when the first is gone, and meanwhile passes wake-ups on', () =>
    inWorld(async (world) => {
      const first = await world.startProducer();
      await eventually(async () => leads(first));
      const second = await world.startProducer();
      await world.startReader();
      await second.publish(run(world.thing, 1, 10));
      await world.effectsReach(10);
      expect(await leads(second)).toBe(false);
      await first.stop();
      await second.publish(run(world.thing, 11, 10));
      expect(account(await world.effectsReach(20))).toEqual(onceInOrder(20));
      expect(await leads(second)).toBe(true);
    }));

  test('a stop publishes what is committed', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      await eventually(async () => leads(producer));
      await producer.publish(run(world.thing, 1, 3_000));
      await producer.stop();
      expect(await messagesInLog(world)).toBe(3_000);
    }));

  test('a topic that exists with another number of partitions is refused at the start', () =>
    inWorld(async (world) => {
      const admin = client.admin();
      await admin.connect();
      await admin.createTopics({ topics: [{ topic: world.thing.topic.name, numPartitions: 7 }] });
      await admin.disconnect();
      await expect(world.startProducer()).rejects.toThrow(/has 7 partitions in Kafka, this release says 4/);
      await expect(world.startReader()).rejects.toThrow(/has 7 partitions in Kafka, this release says 4/);
    }));

  test('the values are CloudEvents that the SDK reads, keyed by their subject, their place in headers', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      await producer.publish([numbered(world.thing, 'a', 1)]);
      const consumer = client.consumer({ groupId: makeThing().group });
      world.atEnd(() => consumer.disconnect());
      await consumer.connect();
      await consumer.subscribe({ topic: world.thing.topic.name, fromBeginning: true });
      const { promise, resolve } = Promise.withResolvers<{
        headers: Record<string, string>;
        body: string;
        key: string;
      }>();
      await consumer.run({
        eachMessage: async ({ message }) => {
          const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
          resolve({
            headers: Object.fromEntries(headers),
            body: String(message.value),
            key: String(message.key),
          });
        },
      });
      const { headers, body, key } = await promise;
      const event = HTTP.toEvent({ headers, body });
      expect(event).toBeInstanceOf(CloudEvent);
      expect(event).toMatchObject({
        type: world.thing.numbered.type,
        subject: 'a',
        source: '/test',
        data: { number: 1 },
      });
      expect(headers).toMatchObject({ ce_type: world.thing.numbered.type, ce_epoch: '1', ce_sequence: '1' });
      expect(key).toBe('a');
    }));

  test('a message that is none of ours is passed over', () =>
    inWorld(async (world) => {
      const producer = await world.startProducer();
      await world.startReader();
      const stranger = client.producer({ allowAutoTopicCreation: false });
      world.atEnd(() => stranger.disconnect());
      await stranger.connect();
      const messages = [0, 1, 2, 3].map((partition) => ({ partition, value: 'hello' }));
      await stranger.send({ topic: world.thing.topic.name, messages });
      await producer.publish(run(world.thing, 1, 20));
      expect(account(await world.effectsReach(20))).toEqual(onceInOrder(20));
    }));

  test('the check fails, and says why, when no broker answers', async () => {
    const bus = kafkaBus({ brokers: ['127.0.0.1:9'], clientId: 'contract', log: pino({ level: 'silent' }) });
    await expect(bus.check()).rejects.toThrow(/ECONNREFUSED/);
    await bus.stop();
  });

  async function messagesInLog({ thing }: World): Promise<number> {
    const admin = client.admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(thing.topic.name);
    await admin.disconnect();
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }
});

const endRelayConnection = ({ producer }: World) =>
  producer.pool.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'yuanqu-test-relay'`,
  );

const leads = async ({ metrics }: { metrics: Registry }): Promise<boolean> =>
  (await metrics.getSingleMetricAsString('yuanqu_relay_leading')).endsWith(' 1');
