import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { defaultLibsDir, type KafkaBroker, startKafkaBroker } from '../../../infra/kafka/start-broker.ts';
import { startEmbeddedPostgres } from '../../../infra/postgres/embedded-postgres.ts';

/** A durable PostgreSQL of its own (fsync on, as in production) and what benchmarks start on it. */
export interface BenchWorld {
  readonly folder: string;
  /** Where a database of that name is. */
  readonly urlOf: (name: string) => string;
  /** A fresh database. */
  readonly database: (name: string, connections: number) => Promise<Pool>;
  /** Has this done before the database stops, last come, first served. */
  readonly atEnd: (action: () => Promise<unknown>) => void;
  /** A real broker, the same for all who ask. */
  readonly broker: () => Promise<KafkaBroker>;
  readonly stop: () => Promise<void>;
}

export async function startBenchWorld(): Promise<BenchWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'yuanqu-bench-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    directory: join(folder, 'pg'),
    settings: { max_connections: '300', shared_buffers: '512MB', max_wal_size: '8GB' },
  });
  const stops: (() => Promise<unknown>)[] = [];
  const connect = (url: string, max: number): Pool => {
    const pool = new Pool({ connectionString: url, max });
    pool.on('error', () => undefined);
    stops.push(() => pool.end());
    return pool;
  };
  const admin = connect(postgres.urlOf('postgres'), 1);
  let broker: Promise<KafkaBroker> | undefined;
  return {
    folder,
    urlOf: postgres.urlOf,
    database: async (name, connections) => {
      await admin.query(`CREATE DATABASE ${name}`);
      return connect(postgres.urlOf(name), connections);
    },
    atEnd: (action) => void stops.push(action),
    broker: () => {
      broker ??= startKafkaBroker({
        port: 0,
        dataDir: join(folder, 'kafka'),
        libsDir: defaultLibsDir,
        log: () => undefined,
      });
      return broker;
    },
    stop: async () => {
      await (await broker)?.stop();
      for (const stop of stops.toReversed()) await stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
