import type { AddressInfo } from 'node:net';
import { makeGateway, type Upstream } from '@yuanqu/console';
import type { Clock } from '@yuanqu/domain';
import { type Bus } from '@yuanqu/messaging';
import {
  CommonSettings,
  createLogger,
  type Environment,
  exposition,
  listenOr,
  readSettings,
  type RunningService,
  startService,
} from '@yuanqu/service-kit';
import type { Logger } from 'pino';
import { checkBrokers } from './check-brokers.ts';
import { openBus } from './open-bus.ts';
import { openDatabase } from './open-database.ts';
import { services } from './services.ts';

export interface AllInOneOptions {
  /** As in process.env; see the README for the variables. */
  readonly env: Environment;
  readonly log?: Logger;
  /** Told of each stage, for whoever waits at a terminal. */
  readonly progress?: (stage: string) => void;
  /** What every service takes for the time; the system's unless told. */
  readonly clock?: Clock;
}

export interface AllInOne {
  /** The origin, such as http://127.0.0.1:8080. */
  readonly address: string;
  readonly services: ReadonlyMap<string, RunningService>;
  readonly bus: Bus;
  readonly stop: () => Promise<void>;
}

/**
 * Starts everything in one process: the gateway in front, PostgreSQL (unless YUANQU_DATABASE_URL names one), the embedded
 * log (unless YUANQU_KAFKA_BROKERS names a broker) and every service. What was started is stopped again when a later
 * part fails; a StartError says what a person can do about it.
 */
export async function startAllInOne({
  env,
  log: given,
  progress = () => undefined,
  clock,
}: AllInOneOptions): Promise<AllInOne> {
  const { YUANQU_HOST: host, YUANQU_PORT, YUANQU_KAFKA_BROKERS: brokers } = readAllSettings(env);
  const rootLog = given ?? createLogger({ level: env['YUANQU_LOG_LEVEL'] ?? 'warn' });
  const log = rootLog.child({ service: 'all-in-one' });
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop())
      await next().catch((error: unknown) => log.error({ err: error }, 'a part did not stop in order'));
  };
  try {
    if (brokers.length > 0) {
      progress('Kafka');
      await checkBrokers(brokers, log);
    }
    const upstreams: Record<string, Upstream> = Object.fromEntries(
      services.map(({ name }) => [name, { kind: 'starting' }]),
    );
    const gateway = makeGateway({ services: upstreams, log });
    stops.push(() => gateway.close());
    // First of all: a port that is taken shows at once, and the services know where the signing keys are.
    await listenOr({ host, port: YUANQU_PORT }, (at) => gateway.listen(at));
    const { port } = gateway.server.address() as AddressInfo;
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

    progress('PostgreSQL');
    const database = await openDatabase(env);
    stops.push(database.stop);
    const serviceEnv: Environment = {
      ...env,
      YUANQU_DATABASE_URL: database.url,
      YUANQU_JWKS_URL: `${address}/api/identity/v1/.well-known/jwks.json`,
    };
    const bus = openBus(serviceEnv, log);
    stops.push(() => bus.stop());
    const running = new Map<string, RunningService>();
    for (const definition of services) {
      progress(definition.name);
      const service = await startService(definition, {
        env: serviceEnv,
        bus,
        log: rootLog.child({ service: definition.name }),
        listen: false,
        ...(clock && { clock, issuerClock: clock }),
      });
      stops.push(() => service.stop());
      running.set(definition.name, service);
      upstreams[definition.name] = {
        kind: 'in-process',
        handle: service.app.routing,
        ready: () => readyOrThrow(service),
        metrics: () => exposition(service.metrics),
      };
    }
    return { address, services: running, bus, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What is set, all of it checked before anything has begun. */
function readAllSettings(env: Environment): CommonSettings {
  const common = readSettings(CommonSettings, env);
  for (const { settings } of services) readSettings(settings, env);
  return common;
}

async function readyOrThrow(service: RunningService): Promise<void> {
  const failed = (await service.ready()).filter((check) => !check.ok);
  if (failed.length > 0)
    throw new Error(failed.map((check) => `${check.name}: ${check.detail ?? 'not ready'}`).join('; '));
}
