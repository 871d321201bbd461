import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A folder that is a disk of its own, so small that it can be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room there is left. */
  readonly fill: () => Promise<void>;
  /** Makes room again, and plenty of it. */
  readonly free: () => Promise<void>;
  readonly unmount: () => Promise<void>;
}

/** Mounts so many MB of memory there; undefined where that is not allowed (it takes root on Linux). */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk | undefined> {
  await mkdir(folder, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
  } catch {
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => writeUntilFull(filler),
    free: async () => {
      await rm(filler, { force: true });
      await run('mount', ['-o', 'remount,size=16g', folder]);
    },
    unmount: async () => void (await run('umount', ['-l', folder])),
  };
}

async function writeUntilFull(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (let size = 4 * 1024 ** 2; size >= 4096; ) {
      const wrote = await file.write(Buffer.alloc(size)).then(
        ({ bytesWritten }) => bytesWritten === size,
        () => false,
      );
      if (!wrote) size /= 2;
    }
  } finally {
    await file.close();
  }
}
