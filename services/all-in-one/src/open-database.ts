import { join } from 'node:path';
import type { Environment } from '@yuanqu/service-kit';
import { startEmbeddedPostgres } from '../../../infra/postgres/embedded-postgres.ts';

/** Small enough for a laptop, with room for every service's pool. Commits stay durable. */
const settings = {
  max_connections: '150',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  timezone: 'UTC',
  wal_compression: 'on',
} as const;

/** The database server: the one that YUANQU_DATABASE_URL names, else the embedded one on `YUANQU_DATA/postgres`. */
export async function openDatabase(env: Environment): Promise<{ url: string; stop: () => Promise<void> }> {
  const url = env['YUANQU_DATABASE_URL'];
  if (url) return { url, stop: async () => undefined };
  const server = await startEmbeddedPostgres({
    directory: join(env['YUANQU_DATA'] ?? '.yuanqu', 'postgres'),
    settings,
  });
  return { url: server.urlOf('yuanqu_{service}'), stop: server.stop };
}
