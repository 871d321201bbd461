import type { Sentence } from '@yuanqu/domain';
import { firstRankedMonth } from './score-park.ts';
import type { IndicatorScore } from './score-park.ts';
import { counted } from './counted.ts';
import { dimensionNames, incidentNames, indicatorNames } from './indicator-names.ts';
import { measureSentences } from './indicator-sentences.ts';
import { measureText } from './indicator-units.ts';
import { measures } from './measures.ts';
import type { ParkInputs } from './park-inputs.ts';
import type { RankedScore } from './rank-parks.ts';
import type { Dimension, IndicatorCode, RuleDefinition } from './rule-definition.ts';
import { pointsText } from './points-text.ts';

/** One indicator of a park's score, down to the figures it came from. */
export interface ExplainedIndicator extends IndicatorScore {
  readonly name: Sentence;
  readonly dimension?: { readonly code: Dimension; readonly name: Sentence };
  readonly sentence: Sentence;
}

/** Why each indicator earned what it earned. */
export function explainIndicators(
  rule: RuleDefinition,
  inputs: ParkInputs,
  { indicators }: RankedScore,
): readonly ExplainedIndicator[] {
  return indicators.map((indicator) => {
    const { code } = indicator;
    const measured = measureSentences[code](inputs, measures[code](inputs, rule), rule);
    const parts = [measured, overrideSentence(inputs, indicator), scaleSentence(rule, indicator)];
    return {
      ...indicator,
      name: indicatorNames[code],
      ...dimensionOf(rule, code),
      sentence: { zh: parts.map(({ zh }) => zh).join(''), en: parts.map(({ en }) => en).join('') },
    };
  });
}

function dimensionOf({ indicators }: RuleDefinition, wanted: IndicatorCode) {
  const code = indicators.find((indicator) => indicator.code === wanted)?.dimension;
  return code ? { dimension: { code, name: dimensionNames[code] } } : {};
}

/** What was reckoned stays readable beside what an objection put in its place. */
function overrideSentence({ overrides = [] }: ParkInputs, { code, overridden }: IndicatorScore): Sentence {
  const override = overridden && overrides.findLast(({ indicator }) => indicator === code);
  if (!override) return { zh: '', en: '' };
  const measure = measureText(code, override.measure);
  return {
    zh: `经申诉更正为 ${measure.zh}（${override.words}）。`,
    en: ` Put right to ${measure.en} after an objection (${override.words}).`,
  };
}

/** Why a park stands where it stands: caps, grace, and what parts it from the park before it. */
export function explainStanding(
  rule: RuleDefinition,
  inputs: ParkInputs,
  score: RankedScore,
  scores: readonly RankedScore[],
  nameOf: (park: string) => string,
): Sentence {
  const parts = [
    scaledSentence(score),
    deductionSentence(score),
    capSentence(rule, score),
    placeSentence(rule, inputs, score, scores, nameOf),
  ];
  return {
    zh: parts.map(({ zh }) => zh).join(''),
    en: parts
      .map(({ en }) => en)
      .filter(Boolean)
      .join(' '),
  };
}

function scaleSentence(rule: RuleDefinition, { code, measure, points, weight }: IndicatorScore): Sentence {
  const scale = rule.indicators.find((indicator) => indicator.code === code);
  if (measure === undefined || !scale) return { zh: '', en: '' };
  if (code === 'lead-enterprise')
    return {
      zh: `有即得满分 ${pointsText(weight)} 分，没有得 0 分：得 ${pointsText(points)} 分。`,
      en: ` One is enough for all of ${pointsText(weight)} points, none earns nothing: ${pointsText(points)} points.`,
    };
  const [zero, full] = [measureText(code, scale.zeroAt), measureText(code, scale.fullAt)];
  return {
    zh: `${zero.zh} 及以下得 0 分，${full.zh} 及以上得满分 ${pointsText(weight)} 分，其间按比例：得 ${pointsText(points)} 分。`,
    en: ` ${zero.en} or less earns nothing, ${full.en} or more all of ${pointsText(weight)} points, in proportion between: ${pointsText(points)} points.`,
  };
}

/** How points out of less than 100 become a score, where an indicator could not be measured. */
function scaledSentence({ standing, indicators, uncapped }: RankedScore): Sentence {
  const counted = indicators.filter(({ measure }) => measure !== undefined);
  const none = counted.length === 0 || counted.length === indicators.length;
  if (standing === 'not-assessed' || none) return { zh: '', en: '' };
  const points = pointsText(counted.reduce((sum, indicator) => sum + indicator.points, 0));
  const weight = pointsText(counted.reduce((sum, indicator) => sum + indicator.weight, 0));
  return {
    zh: `计入的指标得 ${points} 分（满分 ${weight} 分），按 100 分折算为 ${pointsText(uncapped)} 分。`,
    en: `The indicators that count earned ${points} of ${weight} points, which is ${pointsText(uncapped)} of 100.`,
  };
}

function deductionSentence({ deductions = [] }: RankedScore): Sentence {
  return {
    zh: deductions
      .map(
        ({ kind, events, points }) =>
          `${incidentNames[kind].zh}事件 ${events} 起，扣 ${pointsText(points)} 分。`,
      )
      .join(''),
    en: deductions
      .map(
        ({ kind, events, points }) =>
          `${incidentNames[kind].en}: ${counted(events, 'incident')} ${events === 1 ? 'takes' : 'take'} off ${pointsText(points)} points.`,
      )
      .join(' '),
  };
}

function capSentence(rule: RuleDefinition, scored: RankedScore): Sentence {
  const { cappedBy, uncapped, score, indicators } = scored;
  if (cappedBy === undefined) return { zh: '', en: '' };
  const measure = indicators.find(({ code }) => code === cappedBy)?.measure ?? 0;
  const below = rule.caps.find((cap) => cap.indicator === cappedBy && cap.maxScore === score)?.below ?? 0;
  const name = indicatorNames[cappedBy];
  const [found, line] = [measureText(cappedBy, measure), measureText(cappedBy, below)];
  return {
    zh: `${name.zh} ${found.zh} 低于 ${line.zh}，总分由 ${pointsText(uncapped)} 封顶为 ${pointsText(score)} 分。`,
    en: `${name.en} of ${found.en} is below ${line.en}, which caps the score of ${pointsText(uncapped)} at ${pointsText(score)}.`,
  };
}

function placeSentence(
  rule: RuleDefinition,
  inputs: ParkInputs,
  score: RankedScore,
  scores: readonly RankedScore[],
  nameOf: (park: string) => string,
): Sentence {
  if (score.standing === 'not-assessed')
    return {
      zh: '本月没有可租面积，不参与考核。',
      en: 'It had nothing lettable this month and is not assessed.',
    };
  if (score.standing === 'grace') {
    const first = firstRankedMonth(inputs.park.sinceMs, rule.graceMonths);
    return {
      zh: `新园区保护期内，评分不排名；自 ${first} 起参加排名。`,
      en: `A new park within its period of grace: scored, not ranked; ranked from ${first} on.`,
    };
  }
  const better = scores.findLast(({ rank }) => rank !== undefined && rank < (score.rank ?? 1));
  if (!better)
    return {
      zh: `第 1 名，${pointsText(score.score)} 分。`,
      en: `First, with ${pointsText(score.score)} points.`,
    };
  const gap = better.score - score.score;
  const widest = widestGap(better, score);
  return {
    zh: `第 ${score.rank} 名，${pointsText(score.score)} 分，比第 ${better.rank} 名${nameOf(better.park)}少 ${pointsText(gap)} 分${widest ? `，主要差在${indicatorNames[widest.code].zh}（−${pointsText(widest.points)} 分）` : ''}。`,
    en: `No. ${score.rank} with ${pointsText(score.score)} points, ${pointsText(gap)} behind ${nameOf(better.park)} (no. ${better.rank})${widest ? `, most of it in ${indicatorNames[widest.code].en.toLowerCase()} (−${pointsText(widest.points)})` : ''}.`,
  };
}

/** The indicator in which the better park is furthest ahead; what counts for one of them only parts nobody. */
function widestGap(
  better: RankedScore,
  score: RankedScore,
): { readonly code: IndicatorCode; readonly points: number } | undefined {
  const gaps = better.indicators.flatMap(({ code, measure, points }) => {
    const own = score.indicators.find((indicator) => indicator.code === code);
    if (measure === undefined || own?.measure === undefined) return [];
    return [{ code, points: points - own.points }];
  });
  const widest = gaps.toSorted((a, b) => b.points - a.points)[0];
  return widest && widest.points > 0 ? widest : undefined;
}
