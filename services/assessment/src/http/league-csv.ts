import { explainStanding } from '../domain/explain-score.ts';
import { indicatorNames } from '../domain/indicator-names.ts';
import type { LeagueTable } from '../domain/league-table.ts';
import { changeOf, reasonOf } from '../domain/reason-of.ts';
import type { RankedScore } from '../domain/rank-parks.ts';
import type { IndicatorCode } from '../domain/rule-definition.ts';
import type { Cell } from '@yuanqu/service-kit';
import { toCsv } from './csv.ts';

const headers = {
  zh: {
    rank: '名次',
    park: '园区编号',
    name: '园区',
    score: '总分',
    why: '说明',
    grade: '等级',
    change: '名次变化',
    reason: '理由',
  },
  en: {
    rank: 'Rank',
    park: 'Park code',
    name: 'Park',
    score: 'Score',
    why: 'Explanation',
    grade: 'Grade',
    change: 'Places won',
    reason: 'Reason',
  },
} as const;

/** The table as CSV: a row per park, a column per indicator's points. */
export function leagueCsv(table: LeagueTable, parks: '*' | readonly string[], language: 'zh' | 'en'): string {
  const { rank, park, name, score, why, grade, change, reason } = headers[language];
  const names = table.rule.definition.indicators.map(({ code }) => indicatorNames[code][language]);
  const rows = table.scores
    .filter((scored) => parks === '*' || parks.includes(scored.park))
    .map((scored) => toRow(table, scored, language));
  return toCsv([[rank, park, name, score, ...names, why, grade, change, reason], ...rows]);
}

function toRow(
  { rule, inputs, scores }: LeagueTable,
  score: RankedScore,
  language: 'zh' | 'en',
): readonly Cell[] {
  const { definition } = rule;
  const own = inputs.find(({ park }) => park.code === score.park);
  const nameOf = (code: string): string => inputs.find(({ park }) => park.code === code)?.park.name ?? code;
  const pointsOf = (code: IndicatorCode): number =>
    (score.indicators.find((indicator) => indicator.code === code)?.points ?? 0) / 100;
  const points = definition.indicators.map(({ code }) => pointsOf(code));
  const why = own && explainStanding(definition, own, score, scores, nameOf)[language];
  const change = changeOf(score, own?.previous)?.ranks;
  const reason = reasonOf(score, own?.previous)[language];
  return [
    score.rank,
    score.park,
    nameOf(score.park),
    score.score / 100,
    ...points,
    why,
    score.grade,
    change,
    reason,
  ];
}
