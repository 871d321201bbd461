import { startEmbeddedPostgres } from '../../../../infra/postgres/embedded-postgres.ts';
import type { RunningPart } from './part.ts';
import { testPostgresSettings } from './postgres-settings.ts';

/** The PostgreSQL of infra/postgres, reached by a unix socket: no port to collide on, and 1.2–2.4 × faster than TCP. */
export async function startNativePostgres(directory: string): Promise<RunningPart> {
  const server = await startEmbeddedPostgres({
    directory,
    settings: testPostgresSettings,
    initdbFlags: ['--no-sync'],
  });
  return { address: server.urlOf('postgres'), stop: server.stop };
}
