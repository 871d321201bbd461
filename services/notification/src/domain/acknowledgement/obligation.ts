import type { InEachLanguage } from '../language.ts';
import type { Severity } from '../severity.ts';
import type { EscalationStep } from './acknowledgement-rule.ts';

/** A person as those see who follow up what is overdue. */
export interface Owner {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/** What waits for somebody (督办): for an acknowledgement, and where it is about a matter until that is done. */
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
  /** What has to be done; null: an acknowledgement settles it. */
  readonly matter: { readonly kind: string; readonly id: string; readonly dueAt: Date | null } | null;
  /** Since when it is late: the matter's own date, else that of the first acknowledgement. */
  readonly overdueSince: Date;
  readonly acknowledgedAt: Date | null;
  readonly doneAt: Date | null;
  readonly lastLine: HistoryLine;
}

export const lineKinds = [
  'opened',
  'escalated',
  'overdue',
  'reassigned',
  'acknowledged',
  'raised',
  'undone',
  'done',
] as const;

/** One line of what became of it. */
export interface HistoryLine {
  readonly at: Date;
  readonly kind: (typeof lineKinds)[number];
  readonly role: string;
  readonly person: Owner | null;
  readonly dueAt: Date | null;
}
