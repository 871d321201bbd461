import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceDatabase } from '../../packages/service-kit/src/config/database-url.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

export interface ScratchServer {
  readonly urlOf: (database: string) => string;
  /** May be called more than once: at the end and on a signal. */
  readonly stop: () => Promise<void>;
}

/** A server for databases that are thrown away: the one that the URL names, else an embedded one in a temporary folder. */
export async function openScratchServer(url: string | undefined): Promise<ScratchServer> {
  if (url) return { urlOf: (database) => replaceDatabase(url, database), stop: async () => undefined };
  const directory = await mkdtemp(join(tmpdir(), 'yuanqu-scratch-'));
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const server = await startEmbeddedPostgres({ directory, settings, initdbFlags: ['--no-sync'] });
    const stop = async () => {
      await server.stop();
      await remove();
    };
    let stopped: Promise<void> | undefined;
    return { urlOf: server.urlOf, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await remove();
    throw error;
  }
}

const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } as const;
