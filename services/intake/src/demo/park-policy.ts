import type { Park } from '../domain/park.ts';
import type { PolicyContent } from '../domain/policies/policy.ts';

/** A policy as a park might have it; no park of the district has published this one: 演示. */
export const demoPolicy = (
  { code, leadingIndustries }: Pick<Park, 'code' | 'leadingIndustries'>,
  effectiveFrom: string,
): PolicyContent => ({
  park: code,
  version: '2026.1-demo',
  effectiveFrom,
  definition: {
    admission: [
      {
        id: 'unwanted-trades',
        consequence: 'required',
        kind: 'trade-not-in',
        words: ['废品收购', '低端物流', '露天堆场'],
      },
      {
        id: 'leading-industry',
        consequence: 'reviewed',
        kind: 'industry-in',
        industries: [...leadingIndustries],
      },
      { id: 'output', consequence: 'reviewed', kind: 'output-per-m2', leastFen: '500000' },
    ],
    incentives: [
      {
        code: 'first-year-rent',
        kind: 'rent-relief',
        zh: '首年租金减半(演示)',
        en: 'Half the rent of the first year (demo)',
        rentSharePercent: 50,
        months: 12,
        proof: '租赁合同和租金发票',
      },
    ],
  },
});
