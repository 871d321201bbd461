import { execFile, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { startKeeper } from './parts/start-keeper.ts';
import { runFixture } from './run-fixture.ts';

interface Report {
  readonly keeper: string;
  readonly worker: number;
}

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'killed-run-'));
});
afterAll(() => rm(directory, { recursive: true }));

const runs: ChildProcess[] = [];
afterEach(() => {
  for (const run of runs.splice(0)) run.kill('SIGKILL');
});

/** A test run that has started every server this machine has, as processes of its own, and never ends by itself. */
async function endlessRun(name: string) {
  const file = join(directory, name);
  const env = { REPORT_FILE: file, YUANQU_TEST_PARTS: 'native' };
  const run = runFixture('endless-run', { reportFile: `${file}.json`, env });
  runs.push(run);
  const report = await eventually(async () => JSON.parse(await readFile(file, 'utf8')) as Report, {
    withinMs: 120_000,
  });
  return { run, report, runDirectory: dirname(report.keeper) };
}

/** Lines of the process table that hold this text, the table's own reader aside. */
async function processesWith(marker: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-eo', 'pid=,command=']);
  return stdout.split('\n').filter((line) => line.includes(marker));
}

describe('a run that is killed', { timeout: 180_000 }, () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'by %s leaves no server and no data behind',
    async (signal) => {
      const { run, report, runDirectory } = await endlessRun(signal);
      expect(await processesWith(runDirectory)).not.toEqual([]);
      run.kill(signal);
      await eventually(async () => !existsSync(runDirectory), { withinMs: 30_000 });
      expect(await processesWith(runDirectory)).toEqual([]);
      await eventually(() => isGone(report.worker), { withinMs: 30_000 });
    },
  );

  it('together with its keeper is cleaned up after by the next run', async () => {
    const { run, runDirectory } = await endlessRun('keeper');
    const keeper = Number(await readFile(join(runDirectory, 'keeper.pid'), 'utf8'));
    process.kill(keeper, 'SIGKILL');
    run.kill('SIGKILL');
    await eventually(() => isGone(keeper));
    const next = await startKeeper();
    await next.stop();
    expect(existsSync(runDirectory)).toBe(false);
    expect(await processesWith(runDirectory)).toEqual([]);
  });
});

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
