import { stat } from 'node:fs/promises';

const advice: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件 there is no such file',
  EACCES: '没有读取权限 it may not be read',
  EPERM: '没有读取权限 it may not be read',
};

/** Size of a file in bytes. Throws, in words, when it isn't there, may not be read, or is a folder. */
export async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file}: ${advice[error.code ?? ''] ?? error.message}`, { cause: error });
  });
  if (found.isDirectory()) throw new Error(`${file}: 这是文件夹，请给出文件 that is a folder; name a file`);
  return found.size;
}
