import type { Sentence } from '@yuanqu/domain';
import type { TablePlan } from './months-to-judge.ts';

/** What whoever publishes a month is told when operators are not judged by it at once. */
export function publicationNote(plan: TablePlan | undefined): Sentence | undefined {
  if (plan?.how === 'waits')
    return {
      zh: `${plan.waitsFor} 尚未公布，公布后 ${plan.month} 才计入运营机构评价。`,
      en: `Operators are judged by ${plan.month} once ${plan.waitsFor} is published, which it is not.`,
    };
  if (plan?.how === 'before-first')
    return {
      zh: `运营机构已按其后月份评价，${plan.month} 不再计入。`,
      en: `Operators have been judged by a later month already: ${plan.month} does not count for them.`,
    };
  return undefined;
}
