import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainDataFolder, StartError } from '@yuanqu/service-kit';

/**
 * Makes the data folder if it is missing and keeps a second process off it: two would each stop the other's database.
 * Throws a StartError when another one runs there, or when it is no folder that can be written to.
 */
export function takeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    lock(folder);
  } catch (error) {
    throw explainDataFolder(error, folder);
  }
}

function lock(folder: string): void {
  const file = join(folder, 'lock');
  const holder = readHolder(file);
  if (holder !== undefined && holder !== process.pid && isRunning(holder)) {
    throw new StartError(
      `${folder} 上已有一个平台在运行（进程 ${holder}）。请先停掉它，或把 YUANQU_DATA 设为另一个文件夹。\n` +
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
