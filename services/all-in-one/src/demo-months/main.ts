import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Day, Month, systemClock } from '@yuanqu/domain';
import { type AllInOne, startAllInOne } from '../all-in-one.ts';
import { takeDataFolder } from '../data-folder.ts';
import { explainFailedStart } from '../explain-failed-start.ts';
import { dataFolderOf } from '../start-options.ts';
import { demoMonths } from './demo-months.ts';
import { stageClock } from './stage-clock.ts';

// yuanqu demo --months N: the demo district from so many months ago until today, played in minutes.
const { values } = parseArgs({
  options: { months: { type: 'string', default: '3' }, port: { type: 'string' }, exit: { type: 'boolean' } },
});
const months = Number(values.months);
const data = dataFolderOf(process.env);

if (!Number.isInteger(months) || months < 1 || months > 12)
  refuse(`--months ${values.months}: 请给 1 至 12 a whole number from 1 to 12, please`);
if (process.env['YUANQU_DATABASE_URL'])
  refuse('只在演示数据上运行 It plays on a demo database of its own; unset YUANQU_DATABASE_URL.');
if (existsSync(data) && readdirSync(data).length > 0)
  refuse(
    `${data} 非空 is not empty, and months are played into an empty folder only.\n` +
      'Clear it with npm run reset, or choose another: YUANQU_DATA=.yuanqu-demo npx yuanqu demo',
  );

const today = Day.of(systemClock());
const first = `${Month.plus(Month.of(systemClock()), -months)}-01` as Day;
const time = stageClock(Day.startMs(first) + 7 * 3_600_000);
const stopping = new AbortController();

const running = await start();
const stop = async (): Promise<never> => {
  stopping.abort();
  await running.stop();
  process.exit(process.exitCode ?? 0);
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void stop());

try {
  const startedAt = performance.now();
  await demoMonths({ running, time, first, last: today, signal: stopping.signal });
  time.forwardTo(systemClock().getTime());
  process.stdout.write(
    `\n${months} 个月演完，用时 ${((performance.now() - startedAt) / 1000).toFixed(0)} 秒 played. ` +
      `数据在 The data is in ${data}; npm start 继续 goes on with it.\n`,
  );
} catch (error) {
  process.stderr.write(`\n失败 Failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
if (values.exit || process.exitCode) await stop();
process.stdout.write(`仍在运行 Still running at ${running.address}; Ctrl-C 停止 stops it.\n`);

function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

async function start(): Promise<AllInOne> {
  try {
    takeDataFolder(data);
    return await startAllInOne({
      env: {
        ...process.env,
        YUANQU_DATA: data,
        YUANQU_DEMO: 'true',
        YUANQU_RATE_LIMIT: '0',
        ...(values.port && { YUANQU_PORT: values.port }),
      },
      clock: time.clock,
      progress: (stage) => process.stderr.write(`… ${stage}\n`),
    });
  } catch (error) {
    const reason = explainFailedStart(error, {
      dataFolder: data,
      verbose: process.env['YUANQU_LOG_LEVEL'] === 'debug',
    });
    process.stderr.write(`\n无法启动 Could not start\n${reason}\n`);
    process.exit(1);
  }
}
