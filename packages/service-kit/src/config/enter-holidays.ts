import { readFile } from 'node:fs/promises';
import { HolidayYear, holidayYears } from '@yuanqu/domain';
import type { Logger } from 'pino';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { SettingsError } from './settings-error.ts';

const HolidayYears = Type.Array(HolidayYear, { minItems: 1 });

/**
 * Enters the years of a file, where one is given, and has it logged when a deadline reaches into a year whose holidays
 * nobody entered. Throws a SettingsError that says where the file is wrong.
 */
export async function enterHolidays(path: string | undefined, log: Logger): Promise<void> {
  holidayYears.onUnknown((year) =>
    log.warn(
      { year },
      `the holidays of ${year} are not known: deadlines that reach into it count its weekends and holidays of fixed date alone; enter the State Council's announcement by YUANQU_HOLIDAYS`,
    ),
  );
  if (path === undefined) return;
  const faulty = (problem: string): SettingsError =>
    new SettingsError([
      {
        name: 'YUANQU_HOLIDAYS',
        zh: `所指的节假日文件 ${path} 无法使用：${problem}。格式见 packages/domain/README.md。`,
        problem: `names the file ${path}, which ${problem}`,
        wanted: 'a JSON file as packages/domain/README.md shows it',
      },
    ]);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw faulty(`cannot be read (${cause instanceof Error ? cause.message : String(cause)})`);
  });
  const years = parsed(text);
  if (!Value.Check(HolidayYears, years)) {
    const [first] = Value.Errors(HolidayYears, years);
    throw faulty(`is wrong at ${first?.instancePath || '/'}: ${first?.message ?? 'no JSON'}`);
  }
  const refused = holidayYears.enter(years);
  if (refused)
    throw faulty(
      `is wrong at ${(refused.details.errors ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; ')}`,
    );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
