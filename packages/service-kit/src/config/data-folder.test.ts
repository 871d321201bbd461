import { describe, expect, it } from 'vitest';
import { explainDataFolder } from './data-folder.ts';
import { StartError } from './start-error.ts';

const failure = (code: string, path?: string): Error =>
  Object.assign(new Error(`${code}: library's text`), { code, ...(path !== undefined && { path }) });

describe('explainDataFolder', () => {
  it.each([
    ['ENOTDIR', '/data/y/keys', '不是文件夹', 'is no folder'],
    ['EEXIST', '/data/y', '不是文件夹', 'is no folder'],
    ['EACCES', '/data/y/lock', '无权写入', 'cannot be written to'],
    ['EROFS', '/data/y/mail', '无权写入', 'cannot be written to'],
    ['ENOSPC', '/data/y/postgres/data', '已满', 'is full'],
  ])('says what to do about %s at %s', (code, path, chinese, english) => {
    const error = explainDataFolder(failure(code, path), '/data/y');
    expect(error).toBeInstanceOf(StartError);
    expect((error as Error).message).toMatch(
      new RegExp(`/data/y（YUANQU_DATA）.*${chinese}|${chinese}.*/data/y`),
    );
    expect((error as Error).message).toContain(english);
  });

  it.each([
    failure('EACCES', '/data/yy/lock'),
    failure('EACCES'),
    failure('ECONNREFUSED', '/data/y/.s.PGSQL.5432'),
    'no error at all',
  ])('leaves alone what has another reason or place: %s', (error) => {
    expect(explainDataFolder(error, '/data/y')).toBe(error);
  });
});
