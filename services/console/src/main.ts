import { createLogger, SettingsError } from '@yuanqu/service-kit';
import { readGatewaySettings } from './config.ts';
import { makeGateway } from './gateway.ts';

const settings = settingsOrExit();
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
const address = await gateway.listen({ host: settings.YUANQU_HOST, port: settings.YUANQU_PORT });
log.info({ address, services: Object.keys(services) }, 'gateway is listening');

function settingsOrExit(): ReturnType<typeof readGatewaySettings> {
  try {
    return readGatewaySettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
