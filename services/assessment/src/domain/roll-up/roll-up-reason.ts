import type { Sentence } from '@yuanqu/domain';
import { pointsText } from '../points-text.ts';
import { changeText } from '../reason-of.ts';
import type { RollUpPeriod } from './period.ts';
import type { MonthPlace, RolledUpPark } from './roll-up.ts';

const earlier: Readonly<Record<RollUpPeriod['kind'], Sentence>> = {
  quarter: { zh: '上季度', en: 'the quarter before' },
  year: { zh: '上年', en: 'the year before' },
};

/** A park's period in one sentence: place, mean, change, best and worst month. */
export function rollUpReason(park: RolledUpPark, kind: RollUpPeriod['kind']): Sentence {
  const { rank, mean, grade, change, months } = park;
  if (rank === undefined || mean === undefined)
    return {
      zh: '期间均在保护期内，不排名。',
      en: 'In its period of grace throughout, not ranked.',
    };
  const ranked = months.filter((place) => place.rank !== undefined);
  const parts = [
    {
      zh: `第 ${rank} 名${grade ? `（${grade} 级）` : ''}，${ranked.length} 个月平均 ${pointsText(mean)} 分`,
      en: `No. ${rank}${grade ? ` (grade ${grade})` : ''} with a mean of ${pointsText(mean)} points over ${ranked.length} ${ranked.length === 1 ? 'month' : 'months'}`,
    },
    changeText(change, earlier[kind]),
    bestAndWorst(ranked),
  ];
  return {
    zh: `${parts.map(({ zh }) => zh).join('')}。`,
    en: `${parts.map(({ en }) => en).join('')}.`,
  };
}

function bestAndWorst(ranked: readonly MonthPlace[]): Sentence {
  const [first, ...others] = ranked;
  if (!first || others.length === 0) return { zh: '', en: '' };
  const best = others.reduce((so, place) => (place.score > so.score ? place : so), first);
  const worst = others.reduce((so, place) => (place.score < so.score ? place : so), first);
  if (best.score === worst.score) return { zh: '；各月相同', en: '; the same every month' };
  return {
    zh: `；最好 ${best.month}（第 ${best.rank} 名，${pointsText(best.score)} 分），最差 ${worst.month}（第 ${worst.rank} 名，${pointsText(worst.score)} 分）`,
    en: `; best in ${best.month} (no. ${best.rank}, ${pointsText(best.score)}), worst in ${worst.month} (no. ${worst.rank}, ${pointsText(worst.score)})`,
  };
}
