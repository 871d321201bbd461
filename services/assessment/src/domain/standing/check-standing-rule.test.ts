import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { checkStandingRule } from './check-standing-rule.ts';
import type { StandingRuleDefinition } from './standing-rule.ts';
import { standingTermsText } from './standing-terms-text.ts';

const sound: StandingRuleDefinition = {
  poor: { scoreBelow: 60, grades: ['D'] },
  steps: [
    { poorMonths: 1, to: 'warned' },
    { poorMonths: 3, to: 'interview' },
  ],
  recovery: { goodMonths: 1, to: 'one-step' },
  days: {
    plan: 10,
    rectification: 30,
    interview: 10,
    appeal: 5,
    appealDecision: 10,
    decision: 15,
    handOver: 5,
  },
};
const later = { atFirst: [], later: ['A', 'B', 'C', 'D'] };
const now = { atFirst: ['A', 'D'], later: [] };

describe('a rule of standing', () => {
  it.each([
    ['is sound', {}, []],
    [
      'has steps that come no later',
      {
        steps: [
          { poorMonths: 2, to: 'warned' as const },
          { poorMonths: 2, to: 'interview' as const },
        ],
      },
      ['/steps/1'],
    ],
    [
      'has steps that lead back',
      {
        steps: [
          { poorMonths: 1, to: 'interview' as const },
          { poorMonths: 2, to: 'warned' as const },
        ],
      },
      ['/steps/1'],
    ],
    [
      'begins with the clear-out',
      { steps: [{ poorMonths: 3, to: 'clear-out-proposed' as const }] },
      ['/steps/0/to'],
    ],
    ['asks for a grade that nobody gets', { poor: { scoreBelow: 60, grades: ['Z'] } }, ['/poor/grades/0']],
    ['asks for grades alone before there are any', { poor: { grades: ['D'] } }, ['/poor/grades']],
    ['lets nobody be poor', { poor: { scoreBelow: 0 } }, ['/poor/scoreBelow']],
    ['takes the appeal away', { days: { ...sound.days, appeal: 0 } }, ['/days/appeal']],
    ['decides before the appeal is over', { days: { ...sound.days, decision: 5 } }, ['/days/decision']],
  ])('%s', (_, changes, faults) => {
    const checked = checkStandingRule({ ...sound, ...changes }, later);
    const found = checked instanceof AppError ? checked.details.errors?.map(({ pointer }) => pointer) : [];
    expect(found).toEqual(faults.map((pointer) => `/definition${pointer}`));
  });

  it('may go by grades alone once they are given', () => {
    const byGrades = { ...sound, poor: { grades: ['D'] } };
    expect(checkStandingRule(byGrades, now)).toBe(byGrades);
  });

  it('is told in words to those who are judged by it', () => {
    expect(standingTermsText(sound)).toEqual({
      zh: '当月低于 60 分或等级 D为不达标；连续 1 个月预警，连续 3 个月约谈；各步骤可在 5 个工作日内申诉。',
      en: 'a month is poor when below 60 points or grade D; warned after 1 in a row, called to an interview after 3 in a row; each step can be appealed against within 5 working days.',
    });
  });
});
