import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Day } from '@yuanqu/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AllInOne, startAllInOne } from '../src/all-in-one.ts';
import { demoMonths } from '../src/demo-months/demo-months.ts';
import { people } from '../src/demo-months/people.ts';
import { stageClock } from '../src/demo-months/stage-clock.ts';

const first = Day.plus(Day.of(new Date()), -18);
const time = stageClock(Day.startMs(first) + 7 * 3_600_000);
let folder: string;
let running: AllInOne;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yuanqu-months-'));
  await chmod(folder, 0o755);
  running = await startAllInOne({
    env: {
      PATH: process.env['PATH'],
      YUANQU_DATA: folder,
      YUANQU_PORT: '0',
      YUANQU_DEMO: 'true',
      YUANQU_RATE_LIMIT: '0',
      YUANQU_LOG_LEVEL: 'error',
    },
    clock: time.clock,
  });
}, 120_000);
afterAll(async () => {
  await running?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('plays days in which people do what the desk is for, and says where each is to be seen', async () => {
  let printed = '';
  await demoMonths(
    { running, time, first, last: Day.plus(first, 17), signal: AbortSignal.timeout(240_000) },
    (text) => (printed += text),
  );
  expect(printed).toContain('the contract is signed');
  expect(printed).toContain('told as unmet demand');
  expect(printed).toContain('upholds the notice');
  const looks = [...printed.matchAll(/^ {2}api (\S+) (\S+)$/gm)];
  expect(looks.length).toBeGreaterThan(4);
  const as = people(running.address);
  for (const [, who = '', path = ''] of looks) await (await as(who)).get(path);
}, 250_000);
