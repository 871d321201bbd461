import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dockerAnswers } from './docker-answers.ts';

const engine = createServer((request, response) =>
  response.writeHead(request.url === '/_ping' ? 200 : 404).end('OK'),
);
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'docker-'));
});
afterEach(async () => {
  if (engine.listening) await new Promise((resolve) => engine.close(resolve));
  await rm(directory, { recursive: true });
});

describe('dockerAnswers', () => {
  it('is true for an engine on the socket that DOCKER_HOST names', async () => {
    await once(engine.listen(join(directory, 'docker.sock')), 'listening');
    expect(await dockerAnswers({ DOCKER_HOST: `unix://${directory}/docker.sock` })).toBe(true);
  });

  it('is true for an engine on TCP', async () => {
    await once(engine.listen(0, '127.0.0.1'), 'listening');
    const { port } = engine.address() as AddressInfo;
    expect(await dockerAnswers({ DOCKER_HOST: `tcp://127.0.0.1:${port}` })).toBe(true);
  });

  it('is true for a rootless engine', async () => {
    await once(engine.listen(join(directory, 'docker.sock')), 'listening');
    expect(await dockerAnswers({ XDG_RUNTIME_DIR: directory })).toBe(true);
  });

  it('is false where only a client is installed', async () => {
    expect(await dockerAnswers({ DOCKER_HOST: `unix://${directory}/none.sock` })).toBe(false);
    expect(await dockerAnswers({ DOCKER_HOST: 'tcp://127.0.0.1:1' })).toBe(false);
  });
});
