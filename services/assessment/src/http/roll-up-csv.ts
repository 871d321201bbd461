import { rollUpReason } from '../domain/roll-up/roll-up-reason.ts';
import type { RollUp } from '../usecases/read-roll-up.ts';
import type { Cell } from '@yuanqu/service-kit';
import { toCsv } from './csv.ts';

const headers = {
  zh: ['名次', '园区编号', '园区', '平均分', '等级', '名次变化', '分数变化', '理由'],
  en: ['Rank', 'Park code', 'Park', 'Mean score', 'Grade', 'Places won', 'Points won', 'Reason'],
} as const;

/** A quarter or a year as CSV: a row per park, a column per published month. */
export function rollUpCsv({ period, months, parks }: RollUp, language: 'zh' | 'en'): string {
  const columns = months.map(({ month }) => month);
  const rows = parks.map((park): readonly Cell[] => {
    const scores = new Map(park.months.map(({ month, score }) => [month, score / 100]));
    return [
      park.rank,
      park.park,
      park.name,
      park.mean === undefined ? undefined : park.mean / 100,
      park.grade,
      park.change?.ranks,
      park.change && park.change.points / 100,
      rollUpReason(park, period.kind)[language],
      ...columns.map((month) => scores.get(month)),
    ];
  });
  return toCsv([[...headers[language], ...columns], ...rows]);
}
