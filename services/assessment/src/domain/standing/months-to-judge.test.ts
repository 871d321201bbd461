import type { Month } from '@yuanqu/domain';
import { expect, it } from 'vitest';
import { type DoneTable, monthsToJudge } from './months-to-judge.ts';

const table = (text: string) => {
  const [month = '', version = '1'] = text.replace('*', '').split('v');
  return { month: `2026-${month}` as Month, version: Number(version), isReopened: text.endsWith('*') };
};
const done = (text: string): DoneTable => ({ ...table(text), outcome: 'judged' });

it.each([
  [['09', '10'], [], ['09v1 judged', '10v1 judged']],
  [['10'], ['09'], ['10v1 judged']],
  [['09', '10'], ['09'], ['10v1 judged']],
  [['09', '11'], ['09'], ['11v1 waits for 10']],
  [['09', '11', '12'], [], ['09v1 judged', '11v1 waits for 10', '12v1 waits for 10']],
  [['08', '09'], ['09'], ['08v1 before-first']],
  [['09', '09v2'], ['09'], ['09v2 judged']],
  [['09', '09v2'], [], ['09v1 superseded', '09v2 judged']],
  [['09*', '10'], [], ['09v1 waits for 09', '10v1 waits for 09']],
  [['09*', '10'], ['09'], ['10v1 judged']],
  [['10'], [], ['10v1 waits for 08'], ['08', '09']],
  [['10'], [], ['10v1 judged'], ['07', '08']],
  [['10'], ['09'], ['10v1 judged'], ['08']],
  [['09', '10*', '11'], ['09'], ['10v1 waits for 10', '11v1 waits for 10']],
])('of the published %j, with %j judged, does %j', (published, judged, expected, closed: string[] = []) => {
  const waiting = closed.map((month) => table(month).month);
  const plans = monthsToJudge(published.map(table), judged.map(done), waiting);
  expect(
    plans.map(
      ({ month, version, ...plan }) =>
        `${month.slice(5)}v${version} ${plan.how}${'waitsFor' in plan ? ` for ${plan.waitsFor.slice(5)}` : ''}`,
    ),
  ).toEqual(expected);
});
