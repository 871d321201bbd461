import type { Sentence } from '@yuanqu/domain';
import type { Stage } from './chain-definition.ts';

/** How a segment is drawn: the lead enterprise's own, covered, or one of the two kinds of gap. */
export const segmentLooks = ['lead', 'covered', 'leaving', 'gap'] as const;
export type SegmentLook = (typeof segmentLooks)[number];

export const stageWords: Readonly<Record<Stage, Sentence>> = {
  upstream: { zh: '上游', en: 'Upstream' },
  midstream: { zh: '中游', en: 'Midstream' },
  downstream: { zh: '下游', en: 'Downstream' },
};

export const lookWords: Readonly<Record<SegmentLook, Sentence>> = {
  lead: { zh: '龙头企业所在环节', en: 'Covered by the lead enterprise' },
  covered: { zh: '已覆盖', en: 'Covered' },
  leaving: { zh: '缺口：唯一企业将退出', en: 'Gap: its only firm leaves' },
  gap: { zh: '缺口：无企业', en: 'Gap: no firm' },
};

export const linkWords: Readonly<Record<'whole' | 'broken', Sentence>> = {
  whole: { zh: '连通', en: 'Both ends covered' },
  broken: { zh: '断链', en: 'Broken by a gap' },
};

export const chainTitle = (park: string): Sentence => ({
  zh: `${park}产业链图谱`,
  en: `${park}: industrial chain`,
});

export const coverageSentence = (covered: number, total: number, share: number): Sentence => {
  const percent = `${Math.round(share * 1000) / 10}%`;
  return {
    zh: `${total} 个环节，已覆盖 ${covered} 个（${percent}），缺口 ${total - covered} 个`,
    en: `${covered} of ${total} segments covered (${percent}), ${total - covered} ${total - covered === 1 ? 'gap' : 'gaps'}`,
  };
};

/** What stands in a box below its name. */
export const boxWords: Readonly<Record<SegmentLook, (firms: number) => Sentence>> = {
  lead: (firms) => countWords(firms),
  covered: (firms) => countWords(firms),
  leaving: () => ({ zh: '1 家，即将退出', en: '1 firm, leaves' }),
  gap: () => ({ zh: '待招引', en: 'to attract' }),
};

const countWords = (firms: number): Sentence => ({
  zh: `${firms} 家`,
  en: firms === 1 ? '1 firm' : `${firms} firms`,
});

/** How urgent it is to close a gap, of 100. */
export const priorityWords = (score: number): Sentence => ({
  zh: `招引优先 ${score} 分`,
  en: `priority: ${score} of 100`,
});

export const rankWords: Sentence = { zh: '招引次序', en: 'Order in which to attract' };

export const sourceWords = (source: string): Sentence => ({ zh: `来源：${source}`, en: `Source: ${source}` });
