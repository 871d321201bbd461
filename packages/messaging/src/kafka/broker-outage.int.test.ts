import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describeWithPart, eventually, type PartAnswer } from '@yuanqu/testing';
import { afterAll, expect, test, vi } from 'vitest';
import { MissingTool } from '../../../../infra/kafka/missing-tool.ts';
import { defaultLibsDir, type KafkaBroker, startKafkaBroker } from '../../../../infra/kafka/start-broker.ts';
import { account, onceInOrder } from '../../contract/account.ts';
import { run } from '../../contract/thing.ts';
import { inNewWorld } from '../../contract/world.ts';

let broker: KafkaBroker | undefined;
const dataDir = await mkdtemp(join(tmpdir(), 'yuanqu-outage-'));

afterAll(async () => {
  await broker?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

// a broker of our own: the shared one must not be killed
describeWithPart('Kafka away', 'kafka', ownBroker, (address) => {
  vi.setConfig({ testTimeout: 150_000 }); // a broker takes its time to come back on a busy machine
  const settings = { kind: 'kafka', brokers: [address] } as const;

  test('a broker that is killed under load costs nothing but time', () =>
    inNewWorld(settings, async (world) => {
      const producer = await world.startProducer();
      await world.startReader();
      await producer.publish(run(world.thing, 1, 100));
      await world.effectsReach(100);
      const killed = broker?.kill9();
      for (let n = 101; n <= 2_000; n += 100) {
        await producer.publish(run(world.thing, n, 100));
        await delay(100); // spread over the outage
      }
      await killed;
      await broker?.restart();
      expect(account(await world.effectsReach(2_000, 60_000))).toEqual(onceInOrder(2_000));
    }));

  test('a broker that answers nothing for longer than a session costs nothing but time', () =>
    inNewWorld(settings, async (world) => {
      const producer = await world.startProducer();
      const reader = await world.startReader();
      await producer.publish(run(world.thing, 1, 100));
      await world.effectsReach(100);
      const pid = broker?.pid ?? 0;
      process.kill(pid, 'SIGSTOP');
      try {
        await producer.publish(run(world.thing, 101, 100));
        await delay(14_000);
      } finally {
        process.kill(pid, 'SIGCONT');
      }
      await producer.publish(run(world.thing, 201, 100));
      expect(account(await world.effectsReach(300, 60_000))).toEqual(onceInOrder(300));
      await eventually(() => reader.healthy(), { withinMs: 20_000 });
    }));

  test('services that start while the broker is away take what they are given, and carry it on when it is back', () =>
    inNewWorld(settings, async (world) => {
      await broker?.stop();
      const producer = await world.startProducer();
      await producer.publish(run(world.thing, 1, 100));
      await world.startReader();
      await broker?.restart();
      expect(account(await world.effectsReach(100, 60_000))).toEqual(onceInOrder(100));
    }));
});

async function ownBroker(): Promise<PartAnswer> {
  try {
    broker = await startKafkaBroker({ port: 0, dataDir, libsDir: defaultLibsDir, log: () => undefined });
    return { status: 'ready', address: broker.address, provider: 'infra/kafka' };
  } catch (error) {
    if (!(error instanceof MissingTool)) throw error;
    return { status: 'absent', reason: error.message, remedy: error.remedy };
  }
}
