import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps a second process off the same data: two would each stop the other's database. Throws when another one runs. */
export function lockDataFolder(folder: string): void {
  const file = join(folder, 'lock');
  const holder = readHolder(file);
  if (holder !== undefined && holder !== process.pid && isRunning(holder)) {
    throw new Error(
      `Yuanqu already runs on ${folder} (process ${holder}). Stop it, or set YUANQU_DATA to another folder.`,
    );
  }
  writeFileSync(file, String(process.pid));
  process.once('exit', () => {
    if (readHolder(file) === process.pid) rmSync(file, { force: true });
  });
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

// After a kill -9 the pid may have gone to another program: only a Node process can be another Yuanqu.
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('all-in-one');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && process.platform !== 'linux';
  }
}
