import { createLogger } from '@yuanqu/service-kit';
import { makeGateway, type Upstream } from './gateway.ts';

// Starts the gateway alone, in front of services at the addresses YUANQU_UPSTREAM_<SERVICE>.
const prefix = 'YUANQU_UPSTREAM_';
const services: Record<string, Upstream> = Object.fromEntries(
  Object.entries(process.env)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, url]) => [name.slice(prefix.length).toLowerCase(), { kind: 'remote', url: url ?? '' }]),
);
const log = createLogger({ service: 'gateway', level: process.env['YUANQU_LOG_LEVEL'] ?? 'info' });
if (Object.keys(services).length === 0) {
  log.fatal(`no services: set ${prefix}INTAKE=http://host:port and the like`);
  process.exit(1);
}
const gateway = makeGateway({ services, log });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void gateway.close().then(() => process.exit(0)));
}
const address = await gateway.listen({
  host: process.env['YUANQU_HOST'] ?? '127.0.0.1',
  port: Number(process.env['YUANQU_PORT'] ?? 8080),
});
log.info({ address, services: Object.keys(services) }, 'gateway is listening');
