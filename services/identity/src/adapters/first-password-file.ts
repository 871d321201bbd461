import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the first administrator's password is to be read once. */
export const firstPasswordPath = (dataFolder: string): string =>
  join(dataFolder, 'first-administrator-password');

/** Writes it there, readable by the owner only. */
export const firstPasswordFile =
  (dataFolder: string) =>
  async (password: string): Promise<void> => {
    await mkdir(dataFolder, { recursive: true });
    await writeFile(firstPasswordPath(dataFolder), `${password}\n`, { mode: 0o600 });
  };
