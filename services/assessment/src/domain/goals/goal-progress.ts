import type { Sentence } from '@yuanqu/domain';
import type { Goal } from './goal.ts';
import { goalMeasures, reachedText, valueText } from './goal-measures.ts';

/** How far a goal is on its way. */
export interface GoalProgress {
  /** What held when its period began, and what holds now or at its end; absent where there was nothing to measure. */
  readonly start?: number;
  readonly now?: number;
  /** The share of the way from start to goal, at most 1. */
  readonly done?: number;
  /** The share of the period that is over. */
  readonly elapsed: number;
  readonly sentence: Sentence;
}

/** Out of what was measured at the period's beginning and at `atMs`. */
export function goalProgress(
  goal: Pick<Goal, 'measure' | 'value' | 'beginsAt' | 'endsAt'>,
  measured: { readonly start: number | undefined; readonly now: number | undefined; readonly atMs: number },
): GoalProgress {
  const { start, now, atMs } = measured;
  const [fromMs, toMs] = [Date.parse(goal.beginsAt), Date.parse(goal.endsAt)];
  const elapsed = Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
  const done = now === undefined ? undefined : wayDone(start ?? 0, now, goal.value);
  const { zh, en } = goalMeasures[goal.measure];
  const [wanted, is, was] = [
    valueText(goal.measure, goal.value),
    reachedText(goal.measure, now),
    reachedText(goal.measure, start),
  ];
  const over = Math.round(elapsed * 100);
  return {
    ...(start !== undefined && { start }),
    ...(now !== undefined && { now }),
    ...(done !== undefined && { done }),
    elapsed: rounded(elapsed),
    sentence: {
      zh: `${zh}：目标 ${wanted.zh}，期初 ${was.zh}，现为 ${is.zh}；周期已过 ${over}%。`,
      en: `${en}: ${wanted.en} wanted, ${was.en} at the start, ${is.en} now; ${over}% of the period is over.`,
    },
  };
}

/** Whoever began at the goal or beyond has to hold it. */
function wayDone(start: number, now: number, value: number): number {
  if (now >= value) return 1;
  return start >= value ? 0 : rounded(Math.max(0, (now - start) / (value - start)));
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
