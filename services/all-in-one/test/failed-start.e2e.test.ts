import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../src/main.ts', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yuanqu-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a start said before it ended with exit code 1; throws when it went on, or showed a stack. */
async function refusal(env: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'], YUANQU_DATA: join(folder, 'data'), YUANQU_PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 45_000,
  });
  const exited = once(child, 'exit');
  const said = await text(child.stderr);
  const [code] = (await exited) as [number | null];
  if (code !== 1 || /^\s+at /m.test(said)) throw new Error(`exit code ${code}: ${said}`);
  return said;
}

const inOrder = (...parts: readonly string[]): RegExp =>
  new RegExp(parts.map((part) => part.replaceAll(/[()[\].?*+^$|\\]/g, '\\$&')).join('[^]*'));

describe('a start that cannot go on says why, in Chinese and English, and ends', () => {
  it.each(['abc', '99999'])('on port %s', async (port) => {
    expect(await refusal({ YUANQU_PORT: port })).toMatch(
      inOrder(
        `YUANQU_PORT 的值“${port}”不对，应为：监听的端口，整数`,
        `YUANQU_PORT has a wrong value "${port}"; set it to: the port to listen on`,
      ),
    );
  });

  it('on a data folder that is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await refusal({ YUANQU_DATA: file })).toMatch(
      inOrder(`数据目录 ${file}（YUANQU_DATA）不是文件夹`, 'is no folder'),
    );
  });

  // root writes everywhere but there
  it('on a data folder that nobody can write to', async () => {
    expect(await refusal({ YUANQU_DATA: '/proc/self' })).toMatch(
      inOrder('数据目录 /proc/', 'Set YUANQU_DATA to a folder'),
    );
  });

  it.each([
    [['--kafka'], '--kafka 之后须写出 broker 的地址', '--kafka wants the address of a broker'],
    [['--kafka', ''], '--kafka 之后须写出 broker 的地址', '--kafka wants the address of a broker'],
    [['--port'], '--port 之后须写出端口', '--port wants a port'],
    [['--kafak', 'a:1'], '没有 --kafak 这个选项', 'There is no option --kafak'],
    [['--kafka', 'localhost'], 'YUANQU_KAFKA_BROKERS 的值“localhost”不对', 'host:port of each broker'],
  ])('on the options %s', async (args, chinese, english) => {
    expect(await refusal({}, args)).toMatch(inOrder(chinese, english));
  });

  it('on a broker that is not there', async () => {
    expect(await refusal({}, ['--kafka', '127.0.0.1:1'])).toMatch(
      inOrder('连不上 Kafka（127.0.0.1:1）', 'Kafka at 127.0.0.1:1 does not answer'),
    );
  });

  it('on a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    try {
      expect(await refusal({ YUANQU_PORT: String(port) })).toMatch(
        inOrder(`端口 ${port}（127.0.0.1）已被占用`, `Port ${port} on 127.0.0.1 is taken`),
      );
    } finally {
      taken.close();
    }
  });
});
