import { Industry, type Sentence } from '@yuanqu/domain';
import { type AreaTime, occupancyOf, squareMetreDays } from './month-occupancy.ts';
import type { ParkInputs } from './park-inputs.ts';
import { fixed, millionthsOf, percentFigure, percentOf } from './ratio.ts';
import type { IndicatorCode, RuleDefinition } from './scoring-rule.ts';

export const indicatorNames: Readonly<Record<IndicatorCode, Sentence>> = {
  occupancy: { zh: '入驻率', en: 'Occupancy' },
  'occupancy-change': { zh: '入驻率变化', en: 'Change of occupancy' },
  'leading-share': { zh: '主导产业占比', en: 'Share of the leading industry' },
  freshness: { zh: '数据新鲜度', en: 'Freshness of data' },
};

type Explain = (inputs: ParkInputs, measure: number | undefined, rule: RuleDefinition) => Sentence;

/** How each measure came out of its inputs, or why there was nothing to measure. */
export const measureSentences: Readonly<Record<IndicatorCode, Explain>> = {
  occupancy: ({ month }) => occupancySentence(month),
  'occupancy-change': ({ month, previous }, measure) => {
    const now = millionthsOf(occupancyOf(month));
    const then = previous && millionthsOf(occupancyOf(previous));
    if (measure === undefined || now === undefined || then === undefined)
      return {
        zh: '上月没有可比的入驻率，本项不计，权重分摊到其他指标。',
        en: 'There is no occupancy of the month before to compare with: its weight goes to the other indicators.',
      };
    const frozen = previous?.frozenVersion;
    const source = frozen === undefined ? '' : `（第 ${frozen} 版定稿）`;
    const sourceEn = frozen === undefined ? '' : ` (as frozen in version ${frozen})`;
    return {
      zh: `本月 ${percentOf(now)} − 上月 ${percentOf(then)}${source} = ${signedPoints(measure)} 个百分点。`,
      en: `${percentOf(now)} this month − ${percentOf(then)} the month before${sourceEn} = ${signedPoints(measure)} percentage points.`,
    };
  },
  'leading-share': ({ park, letArea, leadingLetArea }, measure) => {
    if (measure === undefined)
      return {
        zh: '期末没有已租面积，本项不计，权重分摊到其他指标。',
        en: 'Nothing was let at the end: its weight goes to the other indicators.',
      };
    const [leading, whole] = [fixed(leadingLetArea, 2), fixed(letArea, 2)];
    return {
      zh: `期末主导产业（${industryNames(park.leadingIndustries, 'zh')}）企业已租 ${leading} 平方米 ÷ 全部已租 ${whole} 平方米 = ${percentOf(measure)}。`,
      en: `${leading} m² let to firms of the leading industry (${industryNames(park.leadingIndustries, 'en')}) ÷ ${whole} m² let at the end = ${percentOf(measure)}.`,
    };
  },
  freshness: ({ units, freshUnits }, measure, { freshDays }) => {
    if (measure === undefined)
      return {
        zh: '期末没有房源，本项不计。',
        en: 'There were no units at the end: the weight goes to the others.',
      };
    return {
      zh: `期末 ${units} 间房源中，${freshUnits} 间在最后 ${freshDays} 天内有更新 = ${percentOf(measure)}。`,
      en: `${freshUnits} of ${units} units were reported on in the last ${freshDays} days = ${percentOf(measure)}.`,
    };
  },
};

/** How a month's occupancy came out of area and time. */
export function occupancySentence(month: AreaTime): Sentence {
  const measure = millionthsOf(occupancyOf(month));
  if (measure === undefined)
    return {
      zh: '本月没有可租面积，无法计算入驻率。',
      en: 'Nothing was lettable this month, so there is no occupancy.',
    };
  const [leased, lettable] = [squareMetreDays(month.letAreaMs), squareMetreDays(month.lettableAreaMs)];
  return {
    zh: `已租 ${leased} 平方米·日 ÷ 可租 ${lettable} 平方米·日 = ${percentOf(measure)}（按时间加权）。`,
    en: `${leased} m²·days let ÷ ${lettable} m²·days lettable = ${percentOf(measure)}, weighted by time.`,
  };
}

const signedPoints = (millionths: number): string =>
  `${millionths > 0 ? '+' : ''}${percentFigure(millionths)}`;

function industryNames(codes: readonly string[], language: 'zh' | 'en'): string {
  if (codes.length === 0) return language === 'zh' ? '未设定' : 'none is set';
  return codes
    .map((code) => `${code} ${divisionName(code, language)}`.trim())
    .join(language === 'zh' ? '、' : ', ');
}

function divisionName(code: string, language: 'zh' | 'en'): string {
  const parsed = Industry.parse(code);
  const division = typeof parsed === 'string' ? Industry.divisionOf(parsed) : undefined;
  return division?.[language] ?? '';
}
