import { startAllInOne } from './all-in-one.ts';
import { banner } from './banner.ts';
import { takeDataFolder } from './data-folder.ts';
import { explainFailedStart } from './explain-failed-start.ts';
import { dataFolderOf, readStartOptions, type StartOptions, usage } from './start-options.ts';

// npm start: every service in one process. The one file here that reads process.env and handles signals.
const startedAt = performance.now();
const { help, env } = optionsOrExit();
const data = env.YUANQU_DATA;
if (help) {
  process.stdout.write(usage);
  process.exit(0);
}

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
  takeDataFolder(data);
  const running = await startAllInOne({ env, progress: (stage) => process.stderr.write(`… ${stage}\n`) });
  stopOn(running.stop);
  process.stdout.write(
    banner({
      address: running.address,
      demo: env['YUANQU_DEMO'] === 'true',
      data,
      bus: running.bus.kind,
      seconds: (performance.now() - startedAt) / 1000,
    }),
  );
} catch (error) {
  fail(error);
}

function optionsOrExit(): StartOptions {
  try {
    return readStartOptions(process.argv.slice(2), process.env);
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): never {
  const verbose = process.env['YUANQU_LOG_LEVEL'] === 'debug';
  const reason = explainFailedStart(error, { dataFolder: dataFolderOf(process.env), verbose });
  process.stderr.write(`\n无法启动 Could not start\n${reason}\n`);
  process.exit(1);
}
