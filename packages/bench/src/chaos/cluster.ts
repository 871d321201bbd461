import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@yuanqu/testing';
import { Pool } from 'pg';
import { defaultLibsDir, type KafkaBroker, startKafkaBroker } from '../../../../infra/kafka/start-broker.ts';
import { type EmbeddedServer, startEmbeddedPostgres } from '../../../../infra/postgres/embedded-postgres.ts';
import { type ServiceProcess, serviceProcess } from '../service-process.ts';

export type BusKind = 'kafka' | 'embedded';

export const serviceNames = ['identity', 'intake', 'assessment', 'notification'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A whole installation on this machine: a durable PostgreSQL, a broker if asked for, each service its own process. */
export interface Cluster {
  readonly folder: string;
  readonly services: Readonly<Record<ServiceName, ServiceProcess>>;
  readonly broker: KafkaBroker | undefined;
  /** Straight into a service's database: for the judge and for cutting connections. */
  readonly database: (service: ServiceName) => Pool;
  readonly stop: () => Promise<void>;
}

/** Starts everything with the demo district and returns when all are ready. */
export async function startCluster(bus: BusKind): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'yuanqu-chaos-'));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'data'));
  const postgres = await startEmbeddedPostgres({
    directory: join(folder, 'pg'),
    settings: { max_connections: '200', max_wal_size: '2GB' },
  });
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
