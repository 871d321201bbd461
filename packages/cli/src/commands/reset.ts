import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { runningPid } from './running-pid.ts';

export interface ResetOptions {
  readonly folder: string;
  readonly yes: boolean;
}

/** `yuanqu reset`: asks, then deletes the local data. Refuses while Yuanqu runs on it. Resolves to the exit code. */
export async function reset({ folder, yes }: ResetOptions): Promise<number> {
  const path = resolve(folder);
  if (!existsSync(path)) {
    process.stderr.write(`没有可清空的数据 Nothing to clear at ${path}\n`);
    return 0;
  }
  if (!existsSync(join(path, 'postgres')) && !existsSync(join(path, 'lock'))) {
    process.stderr.write(
      `${path} does not look like Yuanqu's data (it holds no postgres folder): left alone.\n`,
    );
    return 2;
  }
  const lock = join(path, 'lock');
  const holder = existsSync(lock) ? runningPid(Number(readFileSync(lock, 'utf8'))) : undefined;
  if (holder) {
    process.stderr.write(`园区仍在运行 Yuanqu runs on ${path} (process ${holder}); stop it first.\n`);
    return 2;
  }
  if (!yes && !(await confirmed(path))) {
    process.stderr.write('已取消 Nothing was changed.\n');
    return 1;
  }
  const server = runningPid(postmasterOf(path));
  if (server) process.kill(server, 'SIGQUIT');
  await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  process.stderr.write(`已清空 Cleared ${path}\n`);
  return 0;
}

async function confirmed(path: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.stderr.write(`Deleting ${path} wants an answer at a terminal, or --yes.\n`);
    return false;
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`删除全部本地数据 Delete all local data in ${path}? (yes/no) `);
  prompt.close();
  return ['yes', 'y', '是'].includes(answer.trim().toLowerCase());
}

function postmasterOf(path: string): number {
  const file = join(path, 'postgres', 'data', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : Number.NaN;
}
