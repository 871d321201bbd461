import type { Sentence } from '@yuanqu/domain';
import { incidentNames, indicatorNames } from './indicator-names.ts';
import type { PreviousMonth } from './park-inputs.ts';
import { pointsText } from './points-text.ts';
import type { RankedScore } from './rank-parks.ts';
import type { IndicatorScore } from './score-park.ts';

/** How a park's place and score moved since the month before; absent when there is nothing to compare with. */
export interface Change {
  /** Places won; negative when they were lost. */
  readonly ranks: number;
  /** Hundredths of a point. */
  readonly points: number;
}

/** Compares with the month before, when the park was ranked in both and that month was frozen. */
export function changeOf(
  { rank, score }: Pick<RankedScore, 'rank' | 'score'>,
  before: Pick<PreviousMonth, 'rank' | 'score'> | undefined,
): Change | undefined {
  if (rank === undefined || before?.rank === undefined || before.score === undefined) return undefined;
  return { ranks: before.rank - rank, points: score - before.score };
}

/** A park's month in one sentence: place, grade, score, change, where it won and where it lost most. */
export function reasonOf(score: RankedScore, before: PreviousMonth | undefined): Sentence {
  const parts = [placeOf(score), changeText(changeOf(score, before)), ...strongAndWeak(score), taken(score)];
  return {
    zh: `${parts.map(({ zh }) => zh).join('')}。`,
    en: `${parts.map(({ en }) => en).join('')}.`,
  };
}

const none: Sentence = { zh: '', en: '' };

function placeOf({ rank, standing, score, grade }: RankedScore): Sentence {
  if (standing === 'not-assessed') return { zh: '不参与考核', en: 'Not assessed' };
  const points = pointsText(score);
  if (rank === undefined)
    return { zh: `保护期内不排名，${points} 分`, en: `In its period of grace, not ranked, ${points} points` };
  return {
    zh: `第 ${rank} 名${grade ? `（${grade} 级）` : ''}，${points} 分`,
    en: `No. ${rank}${grade ? ` (grade ${grade})` : ''} with ${points} points`,
  };
}

/** How places and points moved, as the middle of a sentence. */
export function changeText(change: Change | undefined, since: Sentence = lastMonth): Sentence {
  if (!change) return none;
  const { ranks, points } = change;
  const moved =
    ranks === 0
      ? { zh: '名次不变', en: 'same place as' }
      : ranks > 0
        ? { zh: `升 ${ranks} 位`, en: `up ${ranks} from` }
        : { zh: `降 ${-ranks} 位`, en: `down ${-ranks} from` };
  const signed = `${points > 0 ? '+' : ''}${pointsText(points)}`;
  return {
    zh: `，较${since.zh}${moved.zh}（${signed} 分）`,
    en: `, ${moved.en} ${since.en} (${signed} points)`,
  };
}

const lastMonth: Sentence = { zh: '上月', en: 'the month before' };

/**
 * The indicator that earned the largest part of its weight, and the one that left most points lying. Where one is both, what
 * was lost in it is told: that is what can be done better.
 */
function strongAndWeak({ indicators, standing }: RankedScore): readonly Sentence[] {
  const measured = indicators.filter(({ measure }) => measure !== undefined);
  if (standing === 'not-assessed' || measured.length === 0) return [];
  const strong = measured.reduce((best, one) => (earnsMore(one, best) ? one : best));
  const weak = measured.reduce((worst, one) => (lost(one) > lost(worst) ? one : worst));
  return [
    strong.points > 0 && !(strong === weak && lost(weak) > 0)
      ? {
          zh: `；最好的是${outOf(strong).zh}`,
          en: `; best in ${outOf(strong).en}`,
        }
      : none,
    lost(weak) > 0
      ? {
          zh: `${strong === weak ? '；' : '，'}失分最多的是${outOf(weak).zh}`,
          en: `${strong === weak ? ';' : ','} most lost in ${outOf(weak).en}`,
        }
      : none,
  ];
}

const lost = ({ weight, points }: IndicatorScore): number => weight - points;

const earnsMore = (a: IndicatorScore, b: IndicatorScore): boolean =>
  a.points * b.weight > b.points * a.weight ||
  (a.points * b.weight === b.points * a.weight && a.weight > b.weight);

const outOf = ({ code, points, weight }: IndicatorScore): Sentence => ({
  zh: `${indicatorNames[code].zh}（${pointsText(points)}/${pointsText(weight)} 分）`,
  en: `${indicatorNames[code].en.toLowerCase()} (${pointsText(points)} of ${pointsText(weight)})`,
});

const taken = ({ deductions = [] }: RankedScore): Sentence => ({
  zh: deductions.map(({ kind, points }) => `，${incidentNames[kind].zh}扣 ${pointsText(points)} 分`).join(''),
  en: deductions
    .map(
      ({ kind, points }) => `, ${pointsText(points)} taken off for ${incidentNames[kind].en.toLowerCase()}`,
    )
    .join(''),
});
