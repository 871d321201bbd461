import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@yuanqu/testing';
import { Pool } from 'pg';
import { defaultLibsDir, type KafkaBroker, startKafkaBroker } from '../../../../infra/kafka/start-broker.ts';
import { type EmbeddedServer, startEmbeddedPostgres } from '../../../../infra/postgres/embedded-postgres.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { type ServiceProcess, serviceProcess } from '../service-process.ts';

export type BusKind = 'kafka' | 'embedded';

export const serviceNames = ['identity', 'intake', 'assessment', 'notification'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A whole installation on this machine: a durable PostgreSQL, a broker if asked for, each service its own process. */
export interface Cluster {
  readonly folder: string;
  readonly services: Readonly<Record<ServiceName, ServiceProcess>>;
  readonly broker: KafkaBroker | undefined;
  /** The disk of the database, where it is one that can be filled. */
  readonly disk: SmallDisk | undefined;
  /** Has the database back if it gave up. */
  readonly revivePostgres: () => Promise<void>;
  /** Straight into a service's database: for the judge and for cutting connections. */
  readonly database: (service: ServiceName) => Pool;
  readonly stop: () => Promise<void>;
}

export interface ClusterOptions {
  readonly bus: BusKind;
  /** Puts the database on a disk of so many MB, where that is allowed. */
  readonly diskMb?: number | undefined;
}

/** Starts everything with the demo district and returns when all are ready. */
export async function startCluster({ bus, diskMb }: ClusterOptions): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'yuanqu-chaos-'));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'data'));
  const pgFolder = join(folder, 'pg');
  const disk = diskMb === undefined ? undefined : await mountSmallDisk(pgFolder, diskMb);
  const startPostgres = () =>
    startEmbeddedPostgres({
      directory: pgFolder,
      settings: { max_connections: '200', max_wal_size: disk ? '128MB' : '2GB' },
    });
  let postgres = await startPostgres();
  const broker =
    bus === 'kafka'
      ? await startKafkaBroker({
          port: 0,
          dataDir: join(folder, 'kafka'),
          libsDir: defaultLibsDir,
          log: () => undefined,
        })
      : undefined;
  const services = await makeServices(folder, postgres, broker);
  const pools = new Map<ServiceName, Pool>();
  // Identity first: the others ask it for its keys when the first request comes, so their order does not matter.
  for (const name of serviceNames) await services[name].start();
  for (const name of serviceNames) await services[name].untilReady(60_000);
  return {
    folder,
    services,
    broker,
    disk,
    revivePostgres: async () => {
      postgres = await startPostgres();
    },
    database: (service) => {
      let pool = pools.get(service);
      if (!pool) {
        pool = new Pool({
          connectionString: postgres.urlOf(`yuanqu_${service}`),
          max: 2,
          application_name: 'chaos-judge',
        });
        pool.on('error', () => undefined);
        pools.set(service, pool);
      }
      return pool;
    },
    stop: async () => {
      await Promise.all(serviceNames.map((name) => services[name].stop()));
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      await broker?.stop();
      await postgres.stop();
      await disk?.unmount();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeServices(folder: string, postgres: EmbeddedServer, broker: KafkaBroker | undefined) {
  const ports: Record<string, number> = {};
  for (const name of serviceNames) ports[name] = await freePort();
  const env = {
    YUANQU_DATABASE_URL: postgres.urlOf('yuanqu_{service}'),
    YUANQU_DATA: join(folder, 'data'),
    YUANQU_DEMO: 'true',
    YUANQU_KEY_SECRET: randomBytes(32).toString('hex'),
    YUANQU_JWKS_URL: `http://127.0.0.1:${ports['identity']}/api/identity/v1/.well-known/jwks.json`,
    YUANQU_LOG_LEVEL: 'warn',
    YUANQU_RATE_LIMIT: '0',
    ...(broker ? { YUANQU_KAFKA_BROKERS: broker.address } : { YUANQU_BUS: 'embedded' }),
  };
  return Object.fromEntries(
    serviceNames.map((name) => [
      name,
      serviceProcess({ name, port: ports[name] as number, env, logFile: join(folder, `${name}.log`) }),
    ]),
  ) as Record<ServiceName, ServiceProcess>;
}
