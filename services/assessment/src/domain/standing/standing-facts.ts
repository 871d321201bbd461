import type { Sentence } from '@yuanqu/domain';
import type { Deadline, Evidence, JudgedMonth, StandingStatus, StandingTerms } from './standing.ts';

interface Opening {
  readonly park: string;
  readonly operator: string;
  readonly operatorName: string;
  readonly since: string;
  readonly contractUntil?: string;
  readonly terms: StandingTerms;
}

interface By {
  readonly by: string;
  readonly at: string;
}

/** What may be done to a standing; times are told, never read. */
export type StandingCommand =
  | ({ readonly kind: 'open' } & Opening)
  | {
      readonly kind: 'judge';
      readonly judged: Omit<JudgedMonth, 'before'>;
      readonly terms: StandingTerms;
      readonly at: string;
    }
  | ({ readonly kind: 'submit-plan'; readonly words: string; readonly doneBy: string } & By)
  | ({ readonly kind: 'return-plan'; readonly reason: string } & By)
  | ({ readonly kind: 'accept-rectification'; readonly words: string } & By)
  | ({ readonly kind: 'hold-interview'; readonly minutes: string } & By)
  | ({ readonly kind: 'propose-clear-out'; readonly reason: string } & By)
  | ({ readonly kind: 'drop-clear-out'; readonly reason: string } & By)
  | ({ readonly kind: 'decide-clear-out'; readonly lastDay: string; readonly reason: string } & By)
  | ({ readonly kind: 'appeal'; readonly words: string; readonly evidence: readonly Evidence[] } & By)
  | ({ readonly kind: 'decide-appeal'; readonly upheld: boolean; readonly reason: string } & By)
  | ({ readonly kind: 'pause'; readonly reason: string; readonly untilDay: string } & By)
  | ({ readonly kind: 'resume'; readonly reason: string } & By)
  | { readonly kind: 'contract-known'; readonly until?: string; readonly at: string }
  | { readonly kind: 'time-passed'; readonly at: string };

/** What happened to one. */
export type StandingFact =
  | ({ readonly kind: 'opened' } & Opening)
  | { readonly kind: 'judged'; readonly judged: JudgedMonth; readonly terms: StandingTerms }
  | {
      readonly kind: 'judged-again';
      readonly judged: JudgedMonth;
      readonly was: JudgedMonth['verdict'];
      readonly wasVersion: number;
    }
  | {
      readonly kind: 'stepped';
      readonly from: StandingStatus;
      readonly to: StandingStatus;
      readonly reason: Sentence;
      readonly at: string;
      readonly month?: string;
      readonly deadline?: Deadline;
      readonly appealUntil?: string;
      readonly proposal?: { readonly reason: string; readonly by: string };
    }
  | {
      readonly kind: 'plan-submitted';
      readonly words: string;
      readonly doneBy: string;
      readonly by: string;
      readonly deadline: Deadline;
    }
  | {
      readonly kind: 'plan-returned';
      readonly reason: string;
      readonly by: string;
      readonly deadline: Deadline;
    }
  | { readonly kind: 'rectification-accepted'; readonly words: string; readonly by: string }
  | { readonly kind: 'interview-held'; readonly minutes: string; readonly by: string }
  | { readonly kind: 'proposal-dropped'; readonly reason: string; readonly by: string }
  | {
      readonly kind: 'clear-out-decided';
      readonly lastDay: string;
      readonly reason: string;
      readonly by: string;
      readonly deadline: Deadline;
    }
  | {
      readonly kind: 'appealed';
      readonly words: string;
      readonly evidence: readonly Evidence[];
      readonly by: string;
      readonly at: string;
      readonly dueAt: string;
    }
  | {
      readonly kind: 'appeal-decided';
      readonly upheld: boolean;
      readonly reason: string;
      readonly by: string;
      /** The month that counts for nothing from now on. */
      readonly excused?: string;
    }
  | {
      readonly kind: 'paused';
      readonly reason: string;
      readonly until: string;
      readonly by: string;
      readonly at: string;
    }
  | { readonly kind: 'resumed'; readonly reason?: string; readonly by: string }
  /** Deadlines run again, with the working days that were left when they stood still. */
  | { readonly kind: 'deadlines-moved'; readonly deadline?: Deadline; readonly appealUntil?: string }
  | { readonly kind: 'overdue'; readonly what: Deadline['kind'] | 'appeal'; readonly dueAt: string }
  | { readonly kind: 'contract-known'; readonly until?: string }
  | {
      readonly kind: 'ended';
      readonly from: StandingStatus;
      readonly how: 'cleared-out' | 'left';
      readonly on: string;
    };
