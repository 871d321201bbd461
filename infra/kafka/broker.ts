import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MissingTool } from './missing-tool.ts';
import { defaultLibsDir, startKafkaBroker } from './start-broker.ts';

/** `npm run kafka [-- --port N] [--data DIR]`: a single-node broker without Docker, until ^C. */
async function main(): Promise<void> {
  const { port, dataDir } = readArguments();
  const aborting = new AbortController();
  let asked = false;
  let stop = () => aborting.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      asked = true;
      stop();
    });
  }
  const log = (line: string) => console.error(line);
  try {
    const broker = await startKafkaBroker({
      port,
      dataDir,
      libsDir: defaultLibsDir,
      log,
      signal: aborting.signal,
    });
    stop = () => void broker.stop();
    console.log(`Kafka answers on ${broker.address}; data in ${dataDir}; ^C stops it`);
    const { code, signal } = await broker.ended;
    if (!asked)
      throw new Error(`the broker ended by itself with ${code ?? signal}; its last lines above say why`);
  } catch (error) {
    if (asked) return;
    throw error;
  }
}

function readArguments(): { port: number; dataDir: string } {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9092' },
      data: { type: 'string', default: fileURLToPath(new URL('../../.kafka/data', import.meta.url)) },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new Error(`--port ${values.port} is not a port: give 0 to 65535`);
  return { port, dataDir: values.data };
}

try {
  await main();
} catch (error) {
  console.error(`kafka: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof MissingTool) console.error(`to get it: ${error.remedy}`);
  process.exitCode = 1;
}
