import type { Sentence } from '@yuanqu/domain';
import { statusNames } from './standing-transitions.ts';
import type { StandingRuleDefinition } from './standing-rule.ts';

/** A rule of standing as operators read it: what is poor, what follows, and how long they may appeal. */
export function standingTermsText({ poor, steps, days }: StandingRuleDefinition): Sentence {
  const { scoreBelow, grades = [], lastRanks } = poor;
  const faults: Sentence[] = [];
  if (scoreBelow !== undefined)
    faults.push({ zh: `低于 ${scoreBelow} 分`, en: `below ${scoreBelow} points` });
  if (grades.length > 0) faults.push({ zh: `等级 ${grades.join('、')}`, en: `grade ${grades.join(', ')}` });
  if (lastRanks !== undefined) faults.push({ zh: `列后 ${lastRanks} 位`, en: `among the last ${lastRanks}` });
  const ladder = steps.map(
    ({ poorMonths, to }): Sentence => ({
      zh: `连续 ${poorMonths} 个月${statusNames[to].zh}`,
      en: `${statusNames[to].en} after ${poorMonths} in a row`,
    }),
  );
  return {
    zh: `当月${faults.map(({ zh }) => zh).join('或')}为不达标；${ladder.map(({ zh }) => zh).join('，')}；各步骤可在 ${days.appeal} 个工作日内申诉。`,
    en: `a month is poor when ${faults.map(({ en }) => en).join(' or ')}; ${ladder.map(({ en }) => en).join(', ')}; each step can be appealed against within ${days.appeal} working days.`,
  };
}
