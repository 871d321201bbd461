import { readFileSync } from 'node:fs';

/** The pid when such a process runs and is ours (Yuanqu or its PostgreSQL); a recycled pid is not. */
export function runningPid(pid: number): number | undefined {
  if (!(pid > 0)) return undefined;
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return pid;
    return /all-in-one|postgres/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ? pid : undefined;
  } catch {
    return undefined;
  }
}
