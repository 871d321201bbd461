import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** One migration of a folder in Prisma's format: `<name>/migration.sql`. */
export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma computes it. */
  readonly checksum: string;
}

/** The migrations of a folder in the order of their names; none when the folder does not exist. */
export async function readMigrations(folder: URL): Promise<readonly MigrationFile[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const folders = names
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    folders.map(async (name) => {
      const file = await readFile(new URL(`${name}/migration.sql`, asFolder(folder)));
      return { name, sql: file.toString('utf8'), checksum: createHash('sha256').update(file).digest('hex') };
    }),
  );
}

const asFolder = (url: URL): URL => (url.href.endsWith('/') ? url : new URL(`${url.href}/`));
