import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Ends the process named in the first line of a pid file, if it still runs and its command line holds `marker`:
 * pids are given again, so a number alone proves nothing. Returns once it is gone, or after 5 s.
 */
export async function endLeftover(pidFile: string, marker: string, signal: NodeJS.Signals): Promise<void> {
  const pid = Number.parseInt((await readFile(pidFile, 'utf8').catch(() => '')).split('\n', 1)[0] ?? '', 10);
  if (!(pid > 1) || !(await ps(pid, 'command')).includes(marker)) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // gone by itself meanwhile
  }
  for (let tries = 0; tries < 100 && (await isRunning(pid)); tries++) await delay(50);
}

/**
 * Until its last thread is gone a process holds its ports and locks, though its command line is empty already; then it
 * is a zombie without threads (no `l`), or nothing.
 */
async function isRunning(pid: number): Promise<boolean> {
  const state = await ps(pid, 'stat');
  return state !== '' && !(state.startsWith('Z') && !state.includes('l'));
}

/** Empty when there is no such process. */
const ps = (pid: number, column: 'command' | 'stat'): Promise<string> =>
  run('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
