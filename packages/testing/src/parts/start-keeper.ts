import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The environment variable that tells test workers where the keeper answers. */
export const keeperVariable = 'YUANQU_TEST_KEEPER';

/** Longer than the keeper gives its servers. */
const patienceMs = 30_000;

export interface Keeper {
  readonly pid: number;
  readonly socket: string;
  /** Returns when every server of the run has ended and its data is gone. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the process that owns the servers of a test run. It runs in a session of its own, so that ^C and a kill of the
 * group reach the tests first; it ends when this process does.
 */
export async function startKeeper(): Promise<Keeper> {
  const main = fileURLToPath(new URL('./keeper.ts', import.meta.url));
  const child = spawn(process.execPath, [main], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const firstLine = once(createInterface(child.stdout), 'line');
  const [socket] = await Promise.race([
    firstLine,
    exited.then(([code]) => Promise.reject(new Error(`the keeper of test servers ended with code ${code}`))),
  ]);
  child.stdout.resume();
  return {
    pid: child.pid ?? 0,
    socket: String(socket),
    stop: async () => {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs); // the next run then cleans up
      await exited;
      clearTimeout(timer);
    },
  };
}
