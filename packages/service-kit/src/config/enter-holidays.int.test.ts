import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Day, workingCalendar } from '@yuanqu/domain';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterHolidays } from './enter-holidays.ts';

const lines: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
const calendar = workingCalendar();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yuanqu-holidays-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function enter(content: string): Promise<void> {
  const path = join(folder, 'holidays.json');
  await writeFile(path, content);
  await enterHolidays(path, log);
}

const year = {
  year: 2041,
  document: '演示',
  holidays: [{ zh: '春节', from: '2041-01-31', to: '2041-02-07' }],
  workedWeekendDays: ['2041-02-09'],
};

describe('the holidays of further years', () => {
  it('are taken from a file, for every calendar of the process', async () => {
    await enter(JSON.stringify([year]));
    expect(calendar.after('2041-01-30' as Day, 1)).toBe('2041-02-08');
  });

  it.each([
    ['no JSON', 'is wrong at /'],
    ['[]', 'is wrong at /'],
    [JSON.stringify([{ ...year, year: '2041' }]), '/0/year'],
    [
      JSON.stringify([{ ...year, workedWeekendDays: ['2041-02-08'] }]),
      '/0/workedWeekendDays/0: 2041-02-08 is no weekend day',
    ],
  ])('are refused at the start, and it is said where: %s', async (content, message) => {
    await expect(enter(content)).rejects.toThrow(message);
  });

  it('are asked for when the file is not there', async () => {
    await expect(enterHolidays(join(folder, 'none.json'), log)).rejects.toThrow('cannot be read');
  });

  it('are missed in the log, once for each year, when a deadline reaches into one that nobody entered', async () => {
    await enterHolidays(undefined, log);
    calendar.after('2042-03-03' as Day, 3);
    calendar.after('2042-03-04' as Day, 3);
    expect(lines.filter((line) => line.includes('"year":2042'))).toHaveLength(1);
  });
});
