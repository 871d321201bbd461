import type { AddressInfo } from 'node:net';
import { makeGateway, type Upstream } from '@yuanqu/console';
import type { Clock } from '@yuanqu/domain';
import { type Bus } from '@yuanqu/messaging';
import {
  createLogger,
  type Environment,
  exposition,
  type RunningService,
  startService,
} from '@yuanqu/service-kit';
import type { Logger } from 'pino';
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
 * Starts everything in one process: PostgreSQL (unless YUANQU_DATABASE_URL names one), the embedded log (unless
 * YUANQU_KAFKA_BROKERS names a broker), every service, and the gateway in front. What was started is stopped again when
 * a later part fails.
 */
export async function startAllInOne({
  env,
  log: rootLog = createLogger({ level: env['YUANQU_LOG_LEVEL'] ?? 'warn' }),
  progress = () => undefined,
  clock,
}: AllInOneOptions): Promise<AllInOne> {
  const log = rootLog.child({ service: 'all-in-one' });
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop())
      await next().catch((error: unknown) => log.error({ err: error }, 'a part did not stop in order'));
  };
  try {
    progress('PostgreSQL');
    const database = await openDatabase(env);
    stops.push(database.stop);

    const host = env['YUANQU_HOST'] ?? '127.0.0.1';
    const upstreams: Record<string, Upstream> = Object.fromEntries(
      services.map(({ name }) => [name, { kind: 'starting' }]),
    );
    const gateway = makeGateway({ services: upstreams, log });
    stops.push(() => gateway.close());
    // Listening first gives the port, so that the services know where the signing keys are.
    await gateway.listen({ host, port: Number(env['YUANQU_PORT'] ?? 8080) });
    const { port } = gateway.server.address() as AddressInfo;
    const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

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

async function readyOrThrow(service: RunningService): Promise<void> {
  const failed = (await service.ready()).filter((check) => !check.ok);
  if (failed.length > 0)
    throw new Error(failed.map((check) => `${check.name}: ${check.detail ?? 'not ready'}`).join('; '));
}
