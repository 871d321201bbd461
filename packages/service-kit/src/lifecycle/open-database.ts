import { messagingMigrations } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { createPool } from '../database/create-pool.ts';
import { ensureDatabase } from '../database/ensure-database.ts';
import { migrate } from '../database/migrate.ts';

export interface DatabaseOptions {
  readonly url: string;
  readonly service: string;
  readonly connections: number;
  readonly migrations: URL | undefined;
  readonly log: Logger;
}

/** The migrations of the schema `chassis`: idempotency keys and the audit trail. */
const chassisMigrations = new URL('../../migrations/', import.meta.url);

/** The service's database, made if missing and brought up to date, and the pool over it. */
export async function openDatabase({
  url,
  service,
  connections,
  migrations,
  log,
}: DatabaseOptions): Promise<Pool> {
  await ensureDatabase(url, log);
  const own = migrations === undefined ? [] : [{ schema: 'public', folder: migrations }];
  await migrate(
    url,
    [
      { schema: 'messaging', folder: messagingMigrations },
      { schema: 'chassis', folder: chassisMigrations },
      ...own,
    ],
    log,
  );
  return createPool({ url, service, max: connections, log });
}
