import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The secret under which the demo seals its signing keys: made once, kept in the data folder, readable by its owner
 * only. Processes that start at once all get the same.
 */
export async function demoKeySecret(dataFolder: string): Promise<string> {
  const path = join(dataFolder, 'identity-key-secret');
  await mkdir(dataFolder, { recursive: true });
  return (await readSecret(path)) ?? (await createSecret(path));
}

async function createSecret(path: string): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(32).toString('base64url'));
    await file.sync();
  } finally {
    await file.close();
  }
  // A link appears whole or not at all, and never replaces the file of somebody who was faster.
  await link(draft, path).catch(ignoring('EEXIST'));
  await rm(draft);
  const secret = await readSecret(path);
  if (secret === undefined) throw new Error(`${path} vanished while it was made`);
  return secret;
}

const readSecret = async (path: string): Promise<string | undefined> =>
  (await readFile(path, 'utf8').catch(ignoring('ENOENT')))?.trim();

const ignoring =
  (code: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
  };
