import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually, freePort } from '@yuanqu/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;
let port: number;
let running: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yuanqu-kill-'));
  await chmod(folder, 0o755);
  port = await freePort();
});
afterAll(async () => {
  await end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${port}`;

async function start(): Promise<void> {
  running = spawn(process.execPath, ['services/all-in-one/src/main.ts'], {
    cwd: root,
    env: { ...process.env, YUANQU_DATA: folder, YUANQU_PORT: String(port) },
    stdio: 'ignore',
  });
  await eventually(async () => (await fetch(`${origin()}/health/ready`)).ok, {
    withinMs: 90_000,
    everyMs: 200,
  });
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (!running || running.exitCode !== null || running.signalCode !== null) return null;
  running.kill(signal);
  const [code] = (await once(running, 'exit')) as [number | null];
  return code;
}

async function operator(): Promise<Record<string, string>> {
  const response = await fetch(`${origin()}/api/identity/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('operator-ip:yuanqu-demo').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
}

test('what was acknowledged survives kill -9 of the process, and a stop in order exits 0', async () => {
  await start();
  const headers = await operator();
  const page = await fetch(`${origin()}/api/intake/v1/parks/ip/units?limit=1`, { headers });
  const [unit] = ((await page.json()) as { items: { unit: string }[] }).items;
  const update = {
    updateId: 'before-the-kill',
    park: 'ip',
    unit: unit?.unit,
    status: 'reserved',
    observedAt: new Date().toISOString(),
  };
  const answer = await fetch(`${origin()}/api/intake/v1/occupancy`, {
    method: 'POST',
    headers,
    body: JSON.stringify(update),
  });
  expect(await answer.json()).toMatchObject({ accepted: 1 });

  await end('SIGKILL');
  await start();
  const again = await fetch(`${origin()}/api/intake/v1/occupancy`, {
    method: 'POST',
    headers: await operator(),
    body: JSON.stringify(update),
  });
  expect(await again.json()).toMatchObject({ unchanged: 1, accepted: 0 });
  expect(await end('SIGTERM')).toBe(0);
}, 240_000);
