import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const keyBytes = 32;

/** The key of the setting (base64, 32 bytes), else the one kept in the data folder, which the first start makes. */
export async function openSecretKey(setting: string | undefined, dataFolder: string): Promise<Buffer> {
  if (setting !== undefined) return checked(Buffer.from(setting, 'base64'), 'YUANQU_NOTIFICATION_KEY');
  const folder = join(dataFolder, 'keys');
  const file = join(folder, 'notification.key');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // wx: of two first starts at once, one makes it and both read it.
  await writeFile(file, randomBytes(keyBytes).toString('base64'), { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return checked(Buffer.from(await readFile(file, 'utf8'), 'base64'), file);
}

function checked(key: Buffer, from: string): Buffer {
  if (key.length === keyBytes) return key;
  throw new Error(
    `${from} is not a key: it must be ${keyBytes} random bytes in base64 (openssl rand -base64 32)`,
  );
}
