import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startAllInOne } from './all-in-one.ts';
import { banner } from './banner.ts';
import { lockDataFolder } from './data-folder-lock.ts';

// npm start: every service in one process. The one file here that reads process.env and handles signals.
const { values } = parseArgs({
  options: {
    kafka: { type: 'string' },
    port: { type: 'string' },
    'no-demo': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  process.stdout.write(
    'npm start -- [--port N] [--kafka HOST:PORT] [--no-demo]\n\n' +
      '  --port N           listen on this port (YUANQU_PORT; 8080)\n' +
      '  --kafka HOST:PORT  use this broker instead of the embedded log (YUANQU_KAFKA_BROKERS)\n' +
      '  --no-demo          do not load the demo district (YUANQU_DEMO=false)\n',
  );
  process.exit(0);
}

const startedAt = performance.now();
const data = resolve(process.env['INIT_CWD'] ?? '.', process.env['YUANQU_DATA'] ?? '.yuanqu');
const env = {
  ...process.env,
  YUANQU_DATA: data,
  YUANQU_DEMO: values['no-demo'] ? 'false' : (process.env['YUANQU_DEMO'] ?? 'true'),
  ...(values.port && { YUANQU_PORT: values.port }),
  ...(values.kafka && { YUANQU_KAFKA_BROKERS: values.kafka }),
};

let stopping = false;
const stopOn = (stop: () => Promise<void>) => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      process.stderr.write('\n正在停止 Stopping …\n');
      void stop().then(() => process.exit(0));
    });
  }
};

try {
  mkdirSync(data, { recursive: true });
  lockDataFolder(data);
  const running = await startAllInOne({ env, progress: (stage) => process.stderr.write(`… ${stage}\n`) });
  stopOn(running.stop);
  process.stdout.write(
    banner({
      address: running.address,
      demo: env.YUANQU_DEMO === 'true',
      data,
      bus: running.bus.kind,
      seconds: (performance.now() - startedAt) / 1000,
    }),
  );
} catch (error) {
  process.stderr.write(`\n无法启动 Could not start: ${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return `port ${env.YUANQU_PORT ?? 8080} is taken. Stop what uses it, or choose another: YUANQU_PORT=8081 npm start`;
  }
  return process.env['YUANQU_LOG_LEVEL'] === 'debug' ? (error.stack ?? error.message) : error.message;
}
