import type { Day } from '@yuanqu/domain';
import type { As } from './people.ts';

/** Where the months are played: who acts, which day it is, and what the audience is told. */
export interface Stage {
  readonly as: As;
  /** The day that is being played. */
  readonly today: () => Day;
  /** What just happened, in both languages, and the path under `/api/` where it is to be seen by whom. */
  readonly tell: (what: Told) => void;
}

export interface Told {
  readonly zh: string;
  readonly en: string;
  readonly look?: Look;
}

export interface Look {
  readonly who: string;
  readonly path: string;
}

/**
 * A story that takes days. It reads from top to bottom; each `yield` names the day on which it goes on, at nine in the
 * morning, after everything of the days between has reached everybody.
 */
export type Scene = (stage: Stage) => AsyncGenerator<Day, void, undefined>;
