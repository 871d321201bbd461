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
  if (!(pid > 1) || !(await commandLine(pid)).includes(marker)) return;
  process.kill(pid, signal);
  for (let tries = 0; tries < 100 && (await commandLine(pid)).includes(marker); tries++) await delay(50);
}

/** Empty when there is no such process. */
const commandLine = (pid: number): Promise<string> =>
  run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => '',
  );
