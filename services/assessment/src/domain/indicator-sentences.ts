import { Industry, type Sentence } from '@yuanqu/domain';
import { type AreaTime, occupancyOf, squareMetreDays } from './month-occupancy.ts';
import {
  deadlineSentence,
  freshnessSentence,
  missing,
  perMuSentence,
} from './evidence/evidence-sentences.ts';
import { freshnessParts } from './measures.ts';
import type { ParkInputs } from './park-inputs.ts';
import { fixed, millionthsOf, percentFigure, percentOf } from './ratio.ts';
import type { IndicatorCode, RuleDefinition } from './rule-definition.ts';

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
  freshness: (inputs, measure, { freshDays }) =>
    freshnessSentence(freshnessParts(inputs), measure, freshDays),
  'output-per-mu': ({ evidence }, measure, { minReporting }) =>
    perMuSentence(
      { zh: '产值', en: 'output' },
      evidence,
      { fen: evidence?.outputFen, firms: evidence?.outputFirms ?? 0 },
      measure,
      minReporting,
    ),
  'tax-per-mu': ({ evidence }, measure, { minReporting }) =>
    perMuSentence(
      { zh: '税收', en: 'tax' },
      evidence,
      { fen: evidence?.taxFen, firms: evidence?.taxFirms ?? 0 },
      measure,
      minReporting,
    ),
  'lead-enterprise': ({ park, evidence }, measure) => {
    if (measure === undefined)
      return missing('在园企业规模均未知，或未设主导产业', 'No tenant’s size is known, or no industry leads');
    const industry = industryNames(park.leadingIndustries, 'zh');
    return {
      zh: `主导产业（${industry}）在园大型企业 ${evidence?.leadFirms ?? 0} 家。`,
      en: `${evidence?.leadFirms ?? 0} large enterprises of the leading industry (${industryNames(park.leadingIndustries, 'en')}) are tenants.`,
    };
  },
  'chain-coverage': ({ evidence }, measure) =>
    measure === undefined || !evidence?.chain
      ? missing('尚无产业链图谱', 'There is no chain map yet')
      : {
          zh: `产业链 ${evidence.chain.segments} 个环节中已覆盖 ${evidence.chain.covered} 个 = ${percentOf(measure)}。`,
          en: `${evidence.chain.covered} of ${evidence.chain.segments} segments of the chain are covered = ${percentOf(measure)}.`,
        },
  'service-in-time': ({ evidence }, measure) =>
    deadlineSentence({ zh: '服务请求', en: 'service requests' })(evidence?.service, measure),
  'policy-cases': ({ evidence }, measure) =>
    deadlineSentence({ zh: '政策事项', en: 'policy cases' })(evidence?.policy, measure),
  'tasks-in-time': ({ evidence }, measure) =>
    deadlineSentence({ zh: '任务', en: 'tasks' })(evidence?.tasks, measure),
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
