import type { Sentence } from '@yuanqu/domain';
import type { StandingRuleDefinition } from './standing-rule.ts';

/** A park's line in a published league table, as far as standing goes by it. The score is in hundredths of a point. */
export interface TableLine {
  readonly park: string;
  readonly standing: string;
  readonly score: number;
  readonly rank?: number;
  readonly grade?: string;
}

export interface MonthVerdict {
  readonly verdict: 'poor' | 'good' | 'not-judged';
  readonly reason: Sentence;
}

/** What a month's table says of a park's operator. Parks that were not ranked are not judged: they are new, or have nothing to let. */
export function verdictOf(
  line: TableLine,
  table: readonly TableLine[],
  { poor }: Pick<StandingRuleDefinition, 'poor'>,
): MonthVerdict {
  if (line.standing !== 'ranked')
    return {
      verdict: 'not-judged',
      reason: { zh: '该园区本月未参与排名，不作评价。', en: 'The park was not ranked this month.' },
    };
  const ranked = table.filter(({ standing }) => standing === 'ranked');
  const points = (line.score / 100).toFixed(2);
  const place = `${line.rank ?? '–'}/${ranked.length}`;
  const faults: Sentence[] = [];
  if (poor.scoreBelow !== undefined && line.score < Math.round(poor.scoreBelow * 100))
    faults.push({ zh: `低于 ${poor.scoreBelow} 分`, en: `below ${poor.scoreBelow} points` });
  if (line.grade !== undefined && poor.grades?.includes(line.grade))
    faults.push({ zh: `等级 ${line.grade}`, en: `grade ${line.grade}` });
  const worse = ranked.filter(({ score }) => score < line.score).length;
  if (poor.lastRanks !== undefined && worse < poor.lastRanks)
    faults.push({ zh: `列后 ${poor.lastRanks} 位`, en: `among the last ${poor.lastRanks}` });
  const [zh, en] = [faults.map((fault) => fault.zh).join('，'), faults.map((fault) => fault.en).join(', ')];
  return faults.length > 0
    ? {
        verdict: 'poor',
        reason: {
          zh: `${points} 分，第 ${place} 名，${zh}：不达标。`,
          en: `${points} points, place ${place}, ${en}: poor.`,
        },
      }
    : {
        verdict: 'good',
        reason: {
          zh: `${points} 分，第 ${place} 名：达标。`,
          en: `${points} points, place ${place}: good enough.`,
        },
      };
}
