import type { Sentence } from '@yuanqu/domain';
import { grouped } from '../indicator-units.ts';
import type { FreshnessPart } from '../measures.ts';
import { fixed, percentOf } from '../ratio.ts';
import { type Deadlines, type ParkEvidence, reportsSuffice } from './park-evidence.ts';

const others: Sentence = {
  zh: '本项不计，权重分摊到其他指标。',
  en: 'its weight goes to the other indicators.',
};

/** Why there is nothing to measure. */
export const missing = (zh: string, en: string): Sentence => ({
  zh: `${zh}，${others.zh}`,
  en: `${en}: ${others.en}`,
});

/** How much of something was done before it was due. */
export const deadlineSentence =
  (what: Sentence) =>
  (deadlines: Deadlines | undefined, measure: number | undefined): Sentence =>
    deadlines === undefined || measure === undefined
      ? missing(`本月没有到期的${what.zh}`, `No ${what.en} fell due this month`)
      : {
          zh: `本月到期${what.zh} ${deadlines.due} 件，按时办结 ${deadlines.inTime} 件 = ${percentOf(measure)}。`,
          en: `${deadlines.inTime} of ${deadlines.due} ${what.en} that fell due were met in time = ${percentOf(measure)}.`,
        };

/** Output or tax of the month over the land, or which of them is missing. */
export function perMuSentence(
  what: Sentence,
  evidence: ParkEvidence | undefined,
  amount: { readonly fen: bigint | undefined; readonly firms: number },
  measure: number | undefined,
  minReporting: number | undefined,
): Sentence {
  if (!evidence || amount.fen === undefined)
    return missing(`本月没有企业${what.zh}数据`, `No enterprise’s ${what.en} was reported`);
  const { tenants, reporting, buildings, surveyed, landHundredths } = evidence;
  if (!reportsSuffice(evidence, minReporting))
    return missing(
      `${tenants} 家在园企业中只有 ${reporting} 家报送，不足 ${percentOf(minReporting ?? 0)}`,
      `Only ${reporting} of ${tenants} tenants reported, less than ${percentOf(minReporting ?? 0)}`,
    );
  if (measure === undefined)
    return missing(
      `${buildings} 栋楼宇中 ${buildings - surveyed} 栋用地面积未知`,
      `The land of ${buildings - surveyed} of ${buildings} buildings is unknown`,
    );
  const yuan = fixed(amount.fen, 2).replace(/\B(?=(?:\d{3})+\.)/g, ',');
  // 1 mu is 2000/3 m²: hundredths of a m² × 3 ÷ 2000 are hundredths of a mu.
  const mu = fixed((landHundredths * 3n) / 2n, 5);
  return {
    zh: `${amount.firms} 家企业${what.zh}合计 ${yuan} 元 ÷ 用地 ${mu} 亩 = ${grouped(measure)} 元/亩。`,
    en: `${yuan} yuan of ${what.en} by ${amount.firms} enterprises ÷ ${mu} mu of land = ${grouped(measure)} yuan per mu.`,
  };
}

const partNames: Readonly<Record<FreshnessPart['what'], (part: FreshnessPart, days: number) => Sentence>> = {
  units: ({ wanted, there }, days) => ({
    zh: `期末 ${wanted} 间房源中，${there} 间在最后 ${days} 天内有更新`,
    en: `${there} of ${wanted} units were reported on in the last ${days} days`,
  }),
  figures: ({ wanted, there }) => ({
    zh: `${wanted} 家在园企业中，${there} 家报送了月度数据`,
    en: `${there} of ${wanted} tenants have figures`,
  }),
  land: ({ wanted, there }) => ({
    zh: `${wanted} 栋楼宇中，${there} 栋用地面积已知`,
    en: `the land of ${there} of ${wanted} buildings is known`,
  }),
};

/** What data should be there and is. */
export function freshnessSentence(
  parts: readonly FreshnessPart[],
  measure: number | undefined,
  days: number,
): Sentence {
  if (measure === undefined)
    return {
      zh: '期末没有房源，本项不计。',
      en: 'There were no units at the end: the weight goes to the others.',
    };
  const said = parts.map((part) => partNames[part.what](part, days));
  return {
    zh: `${said.map(({ zh }) => zh).join('；')} = ${percentOf(measure)}。`,
    en: `${said.map(({ en }) => en).join('; ')} = ${percentOf(measure)}.`,
  };
}
