import type { ChainDefinition } from './chain-definition.ts';
import type { ParkTenant } from './cover-chain.ts';

/** The chain that the tests of this folder play with: 咨询 → 设计 → 施工 → 检测, and 劳务 beside it. */
export const buildingChain: ChainDefinition = {
  segments: [
    segment('consulting', '建筑咨询', 'Consulting', 'upstream', 1, ['7481']),
    segment('design', '设计', 'Design', 'midstream', 1, ['7484']),
    segment('works', '施工', 'Construction', 'midstream', 2, ['47', '48']),
    segment('labour', '劳务', 'Labour', 'upstream', 2, ['7263']),
    segment('testing', '检测', 'Testing', 'downstream', 1, ['7452']),
  ],
  links: [
    { from: 'consulting', to: 'design' },
    { from: 'design', to: 'works' },
    { from: 'labour', to: 'works' },
    { from: 'works', to: 'testing' },
    { from: 'consulting', to: 'testing' },
  ],
  assignments: [],
  source: '演示',
};

function segment(
  code: string,
  zh: string,
  en: string,
  stage: 'upstream' | 'midstream' | 'downstream',
  order: number,
  industries: string[],
) {
  return { code, name: { zh, en }, stage, order, industries };
}

export const tenant = (uscc: string, industry: string, more: Partial<ParkTenant> = {}): ParkTenant => ({
  uscc,
  name: `企业 ${uscc}`,
  industry,
  units: 1,
  areaHundredths: 10_000n,
  ...more,
});
