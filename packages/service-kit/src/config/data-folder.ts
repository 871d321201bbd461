import { resolve, sep } from 'node:path';
import { StartError } from './start-error.ts';

/** The error, or a StartError that says what to do when it is one of reading or writing in the data folder. */
export function explainDataFolder(error: unknown, folder: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  const say = reasons[code ?? ''];
  const data = resolve(folder);
  if (say === undefined || path === undefined || !within(resolve(path), data)) return error;
  return new StartError(say(data), { cause: error });
}

const within = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

const noFolder = (data: string): string =>
  `数据目录 ${data}（YUANQU_DATA）不是文件夹，或无法在该处新建。请把 YUANQU_DATA 设为一个可写的文件夹。\n` +
  `The data folder ${data} (YUANQU_DATA) is no folder, or cannot be made there. Set YUANQU_DATA to a folder that can be written to.`;

const notWritable = (data: string): string =>
  `无权写入数据目录 ${data}（YUANQU_DATA）。请把它的写权限给当前用户，或把 YUANQU_DATA 设为另一个文件夹。\n` +
  `The data folder ${data} (YUANQU_DATA) cannot be written to. Let this user write there, or set YUANQU_DATA to another folder.`;

const full = (data: string): string =>
  `数据目录 ${data}（YUANQU_DATA）所在的磁盘已满。请腾出空间，或把 YUANQU_DATA 设到另一块磁盘。\n` +
  `The disk of the data folder ${data} (YUANQU_DATA) is full. Make room, or set YUANQU_DATA to a folder on another disk.`;

const reasons: Readonly<Record<string, (data: string) => string>> = {
  EEXIST: noFolder,
  ENOTDIR: noFolder,
  ENOENT: noFolder,
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  ENOSPC: full,
};
