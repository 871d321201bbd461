import { Money, type Sentence } from '@yuanqu/domain';
import type { AdmissionRule, RuleResult } from './policy-definition.ts';

/** What a rule's outcome is in words: what was demanded, what was found. */
export function sentenceOf(rule: AdmissionRule, input: string | undefined, result: RuleResult): Sentence {
  const { zh, en } = demandOf(rule);
  if (input === undefined)
    return {
      zh: `${zh}；申请未填写，无法判断。`,
      en: `${en}; the application does not say, so it is left to review.`,
    };
  const found = foundIn(rule, input);
  return result === 'passed'
    ? { zh: `${zh}；${found.zh}，符合。`, en: `${en}; ${found.en}: met.` }
    : { zh: `${zh}；${found.zh}，不符合。`, en: `${en}; ${found.en}: not met.` };
}

function demandOf(rule: AdmissionRule): Sentence {
  switch (rule.kind) {
    case 'industry-in':
      return {
        zh: `行业须属于 ${list(rule.industries, '、')}`,
        en: `The industry must lie within ${list(rule.industries)}`,
      };
    case 'industry-not-in':
      return {
        zh: `行业不得属于 ${list(rule.industries, '、')}`,
        en: `The industry must not lie within ${list(rule.industries)}`,
      };
    case 'trade-not-in':
      return { zh: `不引进业态：${list(rule.words, '、')}`, en: `Unwanted trades: ${list(rule.words)}` };
    case 'size-at-least':
      return {
        zh: `企业规模至少为${sizeNames[rule.size]}`,
        en: `The enterprise must be at least ${rule.size}`,
      };
    case 'output-per-m2':
      return {
        zh: `每平方米年产值至少 ${yuan(rule.leastFen)} 元`,
        en: `Yearly output must be at least ${yuan(rule.leastFen)} yuan per m²`,
      };
    case 'tax-per-m2':
      return {
        zh: `每平方米年税收至少 ${yuan(rule.leastFen)} 元`,
        en: `Yearly tax must be at least ${yuan(rule.leastFen)} yuan per m²`,
      };
    case 'area-at-most':
      return { zh: `面积不超过 ${rule.m2} 平方米`, en: `The area must be at most ${rule.m2} m²` };
  }
}

function foundIn(rule: AdmissionRule, input: string): Sentence {
  switch (rule.kind) {
    case 'industry-in':
    case 'industry-not-in':
      return { zh: `申请行业 ${input}`, en: `the application names ${input}` };
    case 'trade-not-in':
      return { zh: `申请业态为「${input}」`, en: `the business is “${input}”` };
    case 'size-at-least':
      return { zh: `该企业为${sizeNames[input] ?? input}`, en: `it is ${input}` };
    case 'output-per-m2':
    case 'tax-per-m2':
      return { zh: `承诺 ${yuan(input)} 元`, en: `${yuan(input)} yuan are promised` };
    case 'area-at-most':
      return { zh: `申请 ${input} 平方米`, en: `${input} m² are wanted` };
  }
}

const sizeNames: Readonly<Record<string, string>> = {
  micro: '微型',
  small: '小型',
  medium: '中型',
  large: '大型',
};

const list = (items: readonly string[], separator = ', '): string => items.join(separator);

const yuan = (fen: string): string => Money.ofFen(BigInt(fen)).format();
