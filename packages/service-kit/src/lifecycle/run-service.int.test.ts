import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('run-service.sample.ts', import.meta.url));
const patience = { timeout: 45_000, interval: 20 };
let database: TestDatabase;
let running: Process | undefined;

interface Process {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
}

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => {
  running?.child.kill('SIGKILL');
});
afterAll(() => database?.drop());

function run(env: Record<string, string> = {}): Process {
  const settings = { YUANQU_DATABASE_URL: database.url, YUANQU_PORT: '0', SAMPLE_GREETING: 'hello', ...env };
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  running = {
    child,
    output: () => text,
    exited: once(child, 'exit').then(([code]) => code as number | null),
  };
  return running;
}

async function started(env?: Record<string, string>) {
  const ran = run(env);
  await expect.poll(ran.output, patience).toContain('"msg":"started"');
  const url = /"url":"([^"]+)"/.exec(ran.output())?.[1] ?? '';
  return { ...ran, api: `${url}/api/sample/v1` };
}

describe('runService', () => {
  it('on SIGTERM answers what it has accepted, ends its streams, takes no more, and exits 0', async () => {
    const { api, child, output, exited } = await started();
    const endless = await fetch(`${api}/endless`);
    const slow = fetch(`${api}/slow`);
    await expect.poll(output, patience).toContain('slow began');
    const signalledAt = Date.now();
    child.kill('SIGTERM');
    expect(await (await slow).json()).toEqual({ greeting: 'hello' });
    expect(await endless.text()).toBe('first\nlast\n');
    expect(await exited).toBe(0);
    expect(Date.now() - signalledAt).toBeLessThan(5_000);
    expect(output()).toMatch(/background stopped[^]*"msg":"stopped"/);
    await expect(fetch(`${api}/slow`)).rejects.toThrow('fetch failed');
  });

  it('cuts off who does not come to an end, and still exits 0 within ten seconds', async () => {
    const { api, child, output, exited } = await started();
    const cutOff = fetch(`${api}/never`).catch((error: unknown) => error);
    await expect.poll(output, patience).toContain('never began');
    const signalledAt = Date.now();
    child.kill('SIGINT');
    expect(await exited).toBe(0);
    expect(Date.now() - signalledAt).toBeLessThan(10_000);
    expect(await cutOff).toBeInstanceOf(Error);
    expect(output()).toContain('requests were cut off');
  });

  it('exits at once on a second signal', async () => {
    const { api, child, output, exited } = await started();
    const cutOff = fetch(`${api}/never`).catch((error: unknown) => error);
    await expect.poll(output, patience).toContain('never began');
    child.kill('SIGTERM');
    await expect.poll(output, patience).toContain('"msg":"stopping"');
    const secondAt = Date.now();
    child.kill('SIGTERM');
    expect(await exited).toBe(1);
    expect(Date.now() - secondAt).toBeLessThan(1_000);
    await cutOff;
  });

  it('logs a rejection that nobody handles and exits 1', async () => {
    const { api, output, exited } = await started();
    await fetch(`${api}/bug`, { method: 'POST' }).catch(() => {});
    expect(await exited).toBe(1);
    expect(output()).toContain('handled nowhere');
  });

  it.each([
    ['a common setting', { YUANQU_PORT: 'eighty' }, 'YUANQU_PORT has a wrong value "eighty"'],
    ["the service's own", { SAMPLE_GREETING: '' }, 'SAMPLE_GREETING is not set'],
    ['Kafka without brokers', { YUANQU_BUS: 'kafka' }, 'YUANQU_KAFKA_BROKERS is not set'],
  ])('with %s wrong exits 1 and says which without a stack', async (_, env, message) => {
    const { output, exited } = run(env);
    expect(await exited).toBe(1);
    expect(output()).toContain(message);
    expect(output()).not.toContain('    at ');
  });

  it('on a port that is taken exits 1 and says what to do without a stack', async () => {
    const { api } = await started();
    const { port } = new URL(api);
    const { output, exited } = run({ YUANQU_PORT: port });
    expect(await exited).toBe(1);
    expect(output()).toContain(`端口 ${port}（127.0.0.1）已被占用`);
    expect(output()).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(output()).not.toContain('    at ');
  });

  it('without a database to reach exits 1 and keeps the password to itself', async () => {
    const { output, exited } = run({ YUANQU_DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:1/none' });
    expect(await exited).toBe(1);
    expect(output()).toContain('ECONNREFUSED');
    expect(output()).not.toContain('hunter2');
  });

  it('idles under 150 MB', async () => {
    const { api, child } = await started();
    await fetch(`${api}/slow`);
    const { rss } = await residentBytes(child);
    expect(rss).toBeLessThan(150 * 1024 * 1024);
  });
});

async function residentBytes({ pid }: ChildProcess): Promise<{ readonly rss: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const rss = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  console.info(`idle: ${Math.round(rss / 1024 / 1024)} MB`);
  return { rss };
}
