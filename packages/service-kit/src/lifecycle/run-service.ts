import type { Clock } from '@yuanqu/domain';
import type { CrashPoint } from '@yuanqu/messaging';
import type { Logger } from 'pino';
import { type Static, type TObject } from 'typebox';
import { CommonSettings } from '../config/common-settings.ts';
import { explainDataFolder } from '../config/data-folder.ts';
import { readSettings } from '../config/read-settings.ts';
import type { Environment } from '../config/settings-error.ts';
import { StartError } from '../config/start-error.ts';
import { createLogger } from '../log/create-logger.ts';
import { startTracing } from '../telemetry/start-tracing.ts';
import type { ServiceDefinition } from './define-service.ts';
import { crashAt } from './crash-at.ts';
import { openBus } from './open-bus.ts';
import { shiftedClock } from './shifted-clock.ts';
import { startService } from './start-service.ts';

/**
 * Runs one service as this process until SIGTERM or SIGINT: then it finishes what it has accepted and exits 0 within ten
 * seconds; a second signal exits at once. Wrong settings, a failed start and an unhandled rejection exit 1.
 */
export async function runService<S extends TObject>(
  definition: ServiceDefinition<S>,
  env: Environment,
): Promise<void> {
  const settings = readSettingsOrExit(env);
  const log = createLogger({ service: definition.name, level: settings.YUANQU_LOG_LEVEL });
  exitOnUnhandled(log);
  const started = stopOnSignals(log);
  try {
    const stopTracing = await startTracingIfAsked(definition.name, settings.YUANQU_OTLP_URL);
    const bus = await openBus(definition.name, settings, env, log);
    const service = await startService(definition, { env, bus, log, listen: true, ...chaosOptions(env) });
    started(async () => {
      await service.stop();
      await bus.stop();
      await stopTracing();
    });
  } catch (error) {
    exitFailed(explainDataFolder(error, settings.YUANQU_DATA), log);
  }
}

function chaosOptions(env: Environment): { readonly at?: CrashPoint; readonly clock?: Clock } {
  const at = crashAt(env['YUANQU_CRASH_AT']);
  const clock = shiftedClock(env['YUANQU_CLOCK_SHIFT_MS']);
  return { ...(at && { at }), ...(clock && { clock }) };
}

const stopLimitMs = 9_500;

/** Listens to signals from the beginning, so that a stop during the start is clean too. */
function stopOnSignals(log: Logger): (stop: () => Promise<void>) => void {
  const { promise: started, resolve } = Promise.withResolvers<() => Promise<void>>();
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({}, 'did not stop in time');
      process.exit(1);
    }, stopLimitMs).unref();
    const stopAll = await started;
    await stopAll();
    log.info({}, 'stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, (name) => void stop(name));
  return resolve;
}

const startTracingIfAsked = async (service: string, url: string | undefined): Promise<() => Promise<void>> =>
  url === undefined ? async () => {} : startTracing(`yuanqu-${service}`, url);

function exitOnUnhandled(log: Logger): void {
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, 'an error was handled nowhere');
      process.exit(1);
    });
  }
}

function readSettingsOrExit(env: Environment): Static<typeof CommonSettings> {
  try {
    return readSettings(CommonSettings, env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function exitFailed(error: unknown, log: Logger): never {
  // People read these: as text, without a stack.
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else log.fatal({ err: error }, 'the start failed');
  process.exit(1);
}
