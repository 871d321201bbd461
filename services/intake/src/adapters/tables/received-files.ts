import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, newId } from '@yuanqu/domain';
import type { ForgetFile, ReceiveFile } from '../../usecases/tables/raw-table.ts';
import { maxBytes } from './table-limits.ts';

/** A place for a file that lives as long as its request. */
export const temporaryPath = (): string => join(tmpdir(), `yuanqu-table-${newId()}`);

/** Writes what comes in to disk as it comes, so that none of it is held. */
export const receiveFile: ReceiveFile = async (format, incoming) => {
  const path = temporaryPath();
  let bytes = 0;
  const limit = maxBytes[format];
  const counting = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > limit) done(tooManyBytes(limit));
      else done(null, chunk);
    },
  });
  try {
    // Only the owner reads what enterprises earn.
    await pipeline(incoming, counting, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  } catch (error) {
    await forgetFile(path);
    throw error;
  }
  return { path, bytes };
};

export const forgetFile: ForgetFile = (path) => rm(path, { force: true });

const tooManyBytes = (limit: number): AppError =>
  new AppError('request.too-large', 'invalid', `more than ${limit} bytes`, {});
