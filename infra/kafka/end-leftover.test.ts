import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endLeftover } from './end-leftover.ts';

let directory: string;
let pidFile: string;
let server: ChildProcess;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'end-leftover-'));
  pidFile = join(directory, 'server.pid');
  server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', directory]);
  await once(server, 'spawn');
  await writeFile(pidFile, `${server.pid}\nmore lines, as in postmaster.pid\n`);
});
afterEach(async () => {
  server.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

describe('endLeftover', () => {
  it('ends the process of the pid file and returns when it is gone', async () => {
    const exited = once(server, 'exit');
    await endLeftover(pidFile, directory, 'SIGKILL');
    expect(await exited).toEqual([null, 'SIGKILL']);
  });

  it('leaves a process alone that took over the number', async () => {
    await endLeftover(pidFile, '/another/directory', 'SIGKILL');
    expect(server.kill(0)).toBe(true);
  });

  it.each(['', 'no number', '0', '-1', '999999999'])(
    'does nothing for a pid file that says %j',
    async (content) => {
      await writeFile(pidFile, content);
      await endLeftover(pidFile, directory, 'SIGKILL');
      expect(server.kill(0)).toBe(true);
    },
  );

  it('does nothing without a pid file', async () => {
    await rm(pidFile);
    await endLeftover(pidFile, directory, 'SIGKILL');
    expect(server.kill(0)).toBe(true);
  });
});
