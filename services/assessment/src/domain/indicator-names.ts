import type { Sentence } from '@yuanqu/domain';
import type { Dimension, IncidentKind, IndicatorCode, RuleDefinition } from './rule-definition.ts';

export const indicatorNames: Readonly<Record<IndicatorCode, Sentence>> = {
  occupancy: { zh: '入驻率', en: 'Occupancy' },
  'occupancy-change': { zh: '入驻率变化', en: 'Change of occupancy' },
  'leading-share': { zh: '主导产业占比', en: 'Share of the leading industry' },
  freshness: { zh: '数据新鲜度', en: 'Freshness of data' },
  'output-per-mu': { zh: '亩均产值', en: 'Output per mu' },
  'tax-per-mu': { zh: '亩均税收', en: 'Tax per mu' },
  'lead-enterprise': { zh: '龙头企业', en: 'Lead enterprise' },
  'chain-coverage': { zh: '产业链覆盖率', en: 'Coverage of the chain' },
  'service-in-time': { zh: '服务按时答复率', en: 'Services answered in time' },
  'policy-cases': { zh: '政策事项按时办结率', en: 'Policy cases closed in time' },
  'tasks-in-time': { zh: '任务按时完成率', en: 'Tasks done in time' },
};

export const incidentNames: Readonly<Record<IncidentKind, Sentence>> = {
  safety: { zh: '安全生产', en: 'Safety' },
  integrity: { zh: '廉洁诚信', en: 'Integrity' },
};

export const dimensionNames: Readonly<Record<Dimension, Sentence>> = {
  'output-per-mu': { zh: '亩均效益', en: 'Output per mu' },
  focus: { zh: '产业集聚', en: 'Industrial focus' },
  operation: { zh: '运营管理', en: 'Operation' },
  services: { zh: '服务保障', en: 'Services' },
  nurturing: { zh: '企业培育', en: 'Nurturing of firms' },
  digital: { zh: '数字化', en: 'Digital' },
  factors: { zh: '要素保障', en: 'Factors' },
};

/** What a rule looks at, each with its points. */
export const indicatorsText = ({ indicators }: Pick<RuleDefinition, 'indicators'>): Sentence => ({
  zh: indicators.map(({ code, weight }) => `${indicatorNames[code].zh} ${weight / 100} 分`).join('、'),
  en: indicators.map(({ code, weight }) => `${indicatorNames[code].en} ${weight / 100} points`).join(', '),
});
