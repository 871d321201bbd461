import { Day, formatInstant, type Sentence, workingCalendar } from '@yuanqu/domain';
import { evolveStanding } from './evolve-standing.ts';
import type { StandingFact } from './standing-facts.ts';
import { rankOf, rungs, type Rung, stepFor } from './standing-rule.ts';
import { statusNames } from './standing-transitions.ts';
import { type Deadline, isRung, type Standing, streakOf } from './standing.ts';

const calendar = workingCalendar();

/** The end of the so manyth working day after an instant. */
export const workingDaysAfter = (at: string, days: number): string =>
  formatInstant(calendar.deadline(new Date(at), days));

export interface StepCause {
  readonly reason: Sentence;
  readonly at: string;
  readonly month?: string;
  /** Who proposes the clear-out; the rule by default. */
  readonly proposal?: { readonly reason: string; readonly by: string };
}

/** A step up or down, with what it makes due; only a step down the ladder can be appealed against. */
export function stepTo(
  standing: Standing,
  to: Rung,
  { reason, at, month, proposal }: StepCause,
): StandingFact {
  const { status: from, terms } = standing;
  const isWorse = !isRung(from) || rankOf(to) > rankOf(from);
  const deadline = deadlineOf(standing, to, isWorse, at);
  const proposed = proposal ?? { reason: `${reason.zh} ${reason.en}`, by: 'system' };
  return {
    kind: 'stepped',
    from,
    to,
    reason,
    at,
    ...(month !== undefined && { month }),
    ...(deadline && { deadline }),
    ...(isWorse && terms.days.appeal > 0 && { appealUntil: workingDaysAfter(at, terms.days.appeal) }),
    ...(to === 'clear-out-proposed' && { proposal: proposed }),
  };
}

function deadlineOf(
  { terms: { days }, plan, interview }: Standing,
  to: Rung,
  isWorse: boolean,
  at: string,
): Deadline | undefined {
  if (to === 'rectifying')
    return plan && !isWorse
      ? { kind: 'rectification', dueAt: workingDaysAfter(at, days.rectification) }
      : { kind: 'plan', dueAt: workingDaysAfter(at, days.plan) };
  if (to === 'interview' && (isWorse || !interview))
    return { kind: 'interview', dueAt: workingDaysAfter(at, days.interview) };
  if (to === 'clear-out-proposed') return { kind: 'decision', dueAt: workingDaysAfter(at, days.decision) };
  return undefined;
}

/** Where the months up to now lead: further by so many poor ones in a row, back by so many good ones. */
export function moveByMonths(standing: Standing, at: string): readonly StandingFact[] {
  const { status, terms, months } = standing;
  if (!isRung(status)) return [];
  const { poor, good } = streakOf(months);
  const month = months.at(-1)?.month ?? '';
  const target = stepFor(poor, terms.steps);
  if (rankOf(target) > rankOf(status))
    return [
      stepTo(standing, target, {
        at,
        month,
        reason: {
          zh: `截至 ${month} 连续 ${poor} 个月不达标：${statusNames[target].zh}。`,
          en: `${inARow(poor, 'poor')} up to ${month}: ${statusNames[target].en}.`,
        },
      }),
    ];
  const { goodMonths, to } = terms.recovery;
  if (good === 0 || good % goodMonths > 0 || status === 'good') return [];
  const back = to === 'good' ? 'good' : (rungs[rankOf(status) - 1] ?? 'good');
  const reason = {
    zh: `截至 ${month} 连续 ${good} 个月达标：${statusNames[back].zh}。`,
    en: `${inARow(good, 'good')} up to ${month}: ${statusNames[back].en}.`,
  };
  return [stepTo(standing, back, { at, month, reason })];
}

const inARow = (months: number, how: 'poor' | 'good'): string =>
  months === 1 ? `A ${how} month` : `${months} ${how} months in a row`;

/**
 * Where a month that does not count as poor any more leads back: to where the operator stood before that month, or where
 * the other months lead, whichever is further. Nothing when that is no better than now.
 */
export function stepBackFor(
  standing: Standing,
  month: string,
  cause: Omit<StepCause, 'month'>,
): readonly StandingFact[] {
  const { status, months, terms } = standing;
  const before = months.find((judged) => judged.month === month)?.before ?? 'good';
  if (!isRung(status) || !isRung(before)) return [];
  const byOthers = stepFor(streakOf(months).poor, terms.steps);
  const target = rankOf(byOthers) > rankOf(before) ? byOthers : before;
  return rankOf(target) < rankOf(status) ? [stepTo(standing, target, { ...cause, month })] : [];
}

/** Sets the deadlines going again once nothing holds them still, and takes the steps that waited meanwhile. */
export function thaw(standing: Standing, at: string): readonly StandingFact[] {
  const { frozenAt, pause, appeal, deadline, appealUntil, waiting } = standing;
  if (frozenAt === undefined || pause || appeal) return [];
  const moved: StandingFact = {
    kind: 'deadlines-moved',
    ...(deadline && { deadline: deadline.told ? deadline : { ...deadline, dueAt: later(deadline.dueAt) } }),
    ...(appealUntil !== undefined && { appealUntil: later(appealUntil) }),
  };
  return waiting ? [moved, ...moveByMonths(evolveStanding(standing, moved) ?? standing, at)] : [moved];

  /** As many working days from now as were left when it stood still, one at least. */
  function later(dueAt: string): string {
    const lastDay = Day.of(Date.parse(dueAt) - 1);
    const left = calendar.between(Day.of(Date.parse(frozenAt ?? at)), lastDay);
    return workingDaysAfter(at, Math.max(1, left));
  }
}
