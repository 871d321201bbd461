import { createLogger, listenOr, StartError } from '@yuanqu/service-kit';
import { readGatewaySettings } from './config.ts';
import { makeGateway } from './gateway.ts';

const settings = await orExit(async () => readGatewaySettings(process.env));
const { services } = settings;
const log = createLogger({ service: 'gateway', level: settings.YUANQU_LOG_LEVEL });
for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
  process.on(event, (error: unknown) => {
    log.fatal({ err: error }, 'an error was handled nowhere');
    process.exit(1);
  });
}
const gateway = makeGateway({ services, log, trustedProxies: settings.YUANQU_TRUSTED_PROXIES });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void gateway.close().then(() => process.exit(0)));
}
const endpoint = { host: settings.YUANQU_HOST, port: settings.YUANQU_PORT };
const address = await orExit(() => listenOr(endpoint, (at) => gateway.listen(at)));
log.info({ address, services: Object.keys(services) }, 'gateway is listening');

async function orExit<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
