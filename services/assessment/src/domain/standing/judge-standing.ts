import { evolveStanding } from './evolve-standing.ts';
import type { StandingCommand, StandingFact } from './standing-facts.ts';
import { moveByMonths, stepBackFor } from './standing-steps.ts';
import { isCounted, isOver, type JudgedMonth, type Standing, streakOf } from './standing.ts';

type Judge = Extract<StandingCommand, { readonly kind: 'judge' }>;

/**
 * A month of the published table. It is judged once; a new version of the table judges it again, which is told. During a
 * pause it counts for nothing, and while an appeal is open its step waits for the appeal. Decided is decided: after a
 * decision to clear out months are kept, and lead nowhere.
 */
export function judge(standing: Standing, { judged, terms, at }: Judge): readonly StandingFact[] {
  if (isOver(standing)) return [];
  const before = standing.months.find(({ month }) => month === judged.month);
  if (before) return before.version < judged.version ? judgeAgain(standing, before, judged, at) : [];
  const verdict = standing.pause && isCounted(judged) ? 'paused' : judged.verdict;
  const fact: StandingFact = {
    kind: 'judged',
    judged: { ...judged, verdict, before: standing.status },
    terms,
  };
  const after = evolveStanding(standing, fact) ?? standing;
  const counts = isCounted(judged) && standing.frozenAt === undefined;
  return counts ? [fact, ...moveByMonths(after, at)] : [fact];
}

/** People's word stands: what was excused or paused stays so, whatever the new version says. */
function judgeAgain(
  standing: Standing,
  was: JudgedMonth,
  judged: Judge['judged'],
  at: string,
): readonly StandingFact[] {
  const isExempt = was.verdict === 'excused' || was.verdict === 'paused';
  const fact: StandingFact = {
    kind: 'judged-again',
    judged: { ...judged, verdict: isExempt ? was.verdict : judged.verdict, before: was.before },
    was: was.verdict,
    wasVersion: was.version,
  };
  const after = evolveStanding(standing, fact) ?? standing;
  if (fact.judged.verdict === was.verdict) return [fact];
  if (was.verdict === 'poor') {
    const reason = {
      zh: `${judged.month} 榜单第 ${judged.version} 版更正：该月不再不达标。`,
      en: `Version ${judged.version} of ${judged.month} corrects it: the month is not poor any more.`,
    };
    return [fact, ...stepBackFor(after, judged.month, { reason, at })];
  }
  // A month that turns out good takes nothing back by itself.
  const worse = judged.verdict === 'poor' && standing.frozenAt === undefined;
  return worse && streakOf(after.months).poor > 0 ? [fact, ...moveByMonths(after, at)] : [fact];
}
