import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { withClient } from '../../../packages/service-kit/src/database/ensure-database.ts';
import { openDatabase } from '../../../packages/service-kit/src/lifecycle/open-database.ts';
import type { ScratchServer } from '../scratch-server.ts';
import { type Drift, findDrift } from './find-drift.ts';

/** The drift of the service in this folder, found on a scratch database that is migrated as the service's start does it. */
export async function checkService(name: string, folder: URL, server: ScratchServer): Promise<Drift> {
  const prismaFolder = new URL('prisma/', folder);
  const database = `yuanqu_drift_${name.replaceAll('-', '_')}_${process.pid}`;
  const url = server.urlOf(database);
  try {
    const pool = await openDatabase({
      url,
      service: name,
      connections: 1,
      migrations: new URL('migrations/', prismaFolder),
      log: pino({ enabled: false }),
    });
    await pool.end();
    return await findDrift({ url, prismaFolder, externalTables: await externalTablesOf(folder) });
  } finally {
    await withClient(server.urlOf('postgres'), (admin) =>
      admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
    );
  }
}

async function externalTablesOf(folder: URL): Promise<readonly string[]> {
  const file = new URL('prisma.config.ts', folder);
  if (!existsSync(file)) return [];
  const { default: config } = (await import(file.href)) as {
    default: { tables?: { external?: readonly string[] } };
  };
  return config.tables?.external ?? [];
}
