import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describeWithPart, eventually, freePort, type PartAnswer } from '@yuanqu/testing';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pidFile } from './broker-files.ts';
import { fetchKafkaJars } from './fetch-jars.ts';
import { findJava } from './find-java.ts';
import { MissingTool } from './missing-tool.ts';
import { defaultLibsDir, quickStartFlags, startKafkaBroker, type KafkaBroker } from './start-broker.ts';

const log = () => undefined;

/** The tools this broker needs, whether or not Docker gave the other tests one. */
async function findTools(): Promise<PartAnswer> {
  try {
    const java = await findJava();
    await fetchKafkaJars({ libsDir: defaultLibsDir, log });
    return { status: 'ready', address: java, provider: 'Java and Maven' };
  } catch (error) {
    if (error instanceof MissingTool)
      return { status: 'absent', reason: error.message, remedy: error.remedy };
    throw error;
  }
}

describeWithPart('a broker without Docker', 'kafka', findTools, () => {
  let dataDir: string;
  let broker: KafkaBroker;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'start-broker-'));
    broker = await startKafkaBroker({
      port: 0,
      dataDir,
      libsDir: defaultLibsDir,
      log,
      jvmFlags: quickStartFlags,
    });
  });
  afterAll(async () => {
    await broker.kill9();
    await rm(dataDir, { recursive: true });
  });

  it('keeps what it has acknowledged over kill -9, on the same port', async () => {
    const { address, pid } = broker;
    await produce(address, 'kept', ['let', 'vacant']);
    await broker.kill9();
    await broker.restart();
    expect(broker.address).toBe(address);
    expect(broker.pid).not.toBe(pid);
    await produce(address, 'kept', ['reserved']);
    expect(await consume(address, 'kept', 3)).toEqual(['let', 'vacant', 'reserved']);
  });

  it('is back from kill -9 little later than from a clean stop', async () => {
    const fromStop = await restartMs(() => broker.stop());
    const fromKill = await restartMs(() => broker.kill9());
    // Kafka's own session timeout would keep the broker fenced for 9 s more; relative, for machines that are busy
    expect(fromKill).toBeLessThan(fromStop * 1.5 + 4_000);
  });

  it('stops in good order and starts again', async () => {
    await broker.stop();
    expect((await broker.ended).signal).not.toBe('SIGKILL');
    await broker.restart();
    await produce(broker.address, 'after-stop', ['let']);
    expect(await consume(broker.address, 'after-stop', 1)).toEqual(['let']);
  });

  async function restartMs(end: () => Promise<void>): Promise<number> {
    await end();
    const started = performance.now();
    await broker.restart();
    return performance.now() - started;
  }

  it('listens on loopback only', async () => {
    const port = Number(broker.address.split(':')[1]);
    const others = Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
    );
    const reachable = await Promise.all(others.map(({ address }) => accepts(address, port)));
    expect(reachable).not.toContain(true);
    expect(await accepts('127.0.0.1', port)).toBe(true);
  });

  it('says which port is taken', async () => {
    const port = Number(broker.address.split(':')[1]);
    const second = startKafkaBroker({ port, dataDir: join(dataDir, 'second'), libsDir: defaultLibsDir, log });
    await expect(second).rejects.toThrow(`port ${port} is taken`);
  });

  it('ends the start when it is told to', async () => {
    const aborting = new AbortController();
    const aborted = join(dataDir, 'aborted');
    const starting = startKafkaBroker({
      port: 0,
      dataDir: aborted,
      libsDir: defaultLibsDir,
      log,
      signal: aborting.signal,
    });
    const failure = starting.catch((error: unknown) => error);
    const pid = await eventually(() => brokerPid(aborted));
    aborting.abort();
    expect(await failure).toMatchObject({ name: 'AbortError' });
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

describeWithPart('npm run kafka', 'kafka', findTools, () => {
  let dataDir: string;
  let port: number;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'broker-'));
    port = await freePort();
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  const main = fileURLToPath(new URL('./broker.ts', import.meta.url));
  const run = () =>
    spawn(process.execPath, [main, '--port', String(port), '--data', dataDir], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('prints the address when it answers, takes over from one that was killed, and stops on SIGTERM', async () => {
    const killed = run();
    await once(createInterface(killed.stdout), 'line');
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(await accepts('127.0.0.1', port)).toBe(true);

    const next = run();
    const [line] = await once(createInterface(next.stdout), 'line');
    expect(line).toContain(`Kafka answers on 127.0.0.1:${port}`);
    next.kill('SIGTERM');
    expect(await once(next, 'exit')).toEqual([0, null]);
    expect(await accepts('127.0.0.1', port)).toBe(false);
  });

  it('fails when the broker ends by itself', async () => {
    const child = run();
    await once(createInterface(child.stdout), 'line');
    const said: string[] = [];
    createInterface(child.stderr).on('line', (line) => said.push(line));
    process.kill(await brokerPid(dataDir), 'SIGKILL');
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said.join('\n')).toContain('the broker ended by itself with SIGKILL');
  });
});

const brokerPid = async (dataDir: string): Promise<number> =>
  Number(await readFile(pidFile(dataDir), 'utf8'));

const accepts = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });

const kafkaAt = (address: string) =>
  new Kafka({
    brokers: [address],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 50 },
  });

async function produce(address: string, topic: string, values: readonly string[]): Promise<void> {
  const kafka = kafkaAt(address);
  const admin = kafka.admin();
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await Promise.all([admin.connect(), producer.connect()]);
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
  await producer.send({ topic, acks: -1, messages: values.map((value) => ({ key: 'unit-1', value })) });
  await Promise.all([admin.disconnect(), producer.disconnect()]);
}

async function consume(address: string, topic: string, count: number): Promise<readonly string[]> {
  const consumer = kafkaAt(address).consumer({ groupId: `reads-${topic}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const values: string[] = [];
  await consumer.run({ eachMessage: async ({ message }) => void values.push(String(message.value)) });
  await eventually(() => values.length >= count, { withinMs: 20_000 });
  await consumer.disconnect();
  return values;
}
