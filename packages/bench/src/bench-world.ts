import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testIssuer } from '@yuanqu/service-kit/testing';
import { freePort } from '@yuanqu/testing';
import { Pool } from 'pg';
import { defaultLibsDir, type KafkaBroker, startKafkaBroker } from '../../../infra/kafka/start-broker.ts';
import { startEmbeddedPostgres } from '../../../infra/postgres/embedded-postgres.ts';
import { registerTestPark } from '../../../services/intake/src/testing/test-park.ts';
import { type ServiceProcess, serviceProcess } from './service-process.ts';

/** A durable PostgreSQL of its own (fsync on, as in production) and what benchmarks start on it. */
export interface BenchWorld {
  readonly folder: string;
  /** A fresh database. */
  readonly database: (name: string, connections: number) => Promise<Pool>;
  /** An intake as a process of its own with one park of so many units. */
  readonly startIntake: (
    name: string,
    units: number,
    env?: Readonly<Record<string, string>>,
  ) => Promise<BenchedIntake>;
  /** A real broker, the same for all who ask. */
  readonly broker: () => Promise<KafkaBroker>;
  readonly stop: () => Promise<void>;
}

export interface BenchedIntake {
  readonly process: ServiceProcess;
  readonly url: string;
  readonly park: string;
  readonly units: readonly string[];
  readonly authorization: string;
  readonly pool: Pool;
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
    database: async (name, connections) => {
      await admin.query(`CREATE DATABASE ${name}`);
      return connect(postgres.urlOf(name), connections);
    },
    startIntake: async (name, units, env = {}) => {
      const issuer = await testIssuer();
      await admin.query(`CREATE DATABASE ${name}`);
      const url = postgres.urlOf(name);
      const process = serviceProcess({
        name: 'intake',
        port: await freePort(),
        env: {
          YUANQU_DATABASE_URL: url,
          YUANQU_BUS: 'embedded',
          YUANQU_JWKS_URL: issuer.jwksUrl,
          YUANQU_LOG_LEVEL: 'error',
          YUANQU_RATE_LIMIT: '0',
          ...env,
        },
        logFile: join(folder, `${name}.log`),
      });
      stops.push(() => process.stop());
      await process.start();
      await process.untilReady(60_000);
      const pool = connect(url, 16);
      const park = await registerTestPark(pool, { units });
      const { authorization } = await issuer.bearer({
        subject: park.operator,
        kind: 'client',
        roles: ['operator-client'],
        parks: [park.code],
        operator: park.operator,
      });
      return { process, url: process.url, park: park.code, units: park.units, authorization, pool };
    },
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
