import type { InEachLanguage } from '../language.ts';
import type { Severity } from '../severity.ts';
import type { EscalationStep } from './acknowledgement-rule.ts';

/** A person as those see who follow up what is overdue. */
export interface Owner {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/** What waits for somebody's acknowledgement (督办). */
export interface Obligation {
  readonly eventId: string;
  readonly eventType: string;
  readonly severity: Severity;
  readonly parks: readonly string[];
  readonly title: InEachLanguage;
  /** 0 is who was told first; each step after it is one higher up. */
  readonly step: number;
  readonly steps: readonly EscalationStep[];
  /** The role whose turn it is. */
  readonly role: string;
  /** Null: nobody of the role reaches the park. */
  readonly owner: Owner | null;
  /** When the first owner should have acknowledged. */
  readonly firstDueAt: Date;
  /** When the present owner has to. */
  readonly dueAt: Date;
  readonly openedAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly lastLine: HistoryLine;
}

export const lineKinds = ['opened', 'escalated', 'overdue', 'reassigned', 'acknowledged'] as const;

/** One line of what became of it. */
export interface HistoryLine {
  readonly at: Date;
  readonly kind: (typeof lineKinds)[number];
  readonly role: string;
  readonly person: Owner | null;
  readonly dueAt: Date | null;
}
