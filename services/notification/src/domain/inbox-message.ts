import type { InEachLanguage, Language } from './language.ts';
import type { Wording } from './notice.ts';
import type { Severity } from './severity.ts';

/** A notice in somebody's inbox. */
export interface InboxMessage {
  /** Its number in this inbox; later messages have higher ones. */
  readonly number: bigint;
  readonly eventId: string;
  readonly eventType: string;
  readonly severity: Severity;
  readonly parks: readonly string[];
  readonly subject: string;
  readonly wording: InEachLanguage<Wording>;
  /** The language that its owner reads. */
  readonly language: Language;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly readAt: Date | null;
  readonly acknowledgedAt: Date | null;
  /** The names of those for whom its owner stands in. */
  readonly onBehalfOf: readonly string[];
  /** Null: nobody has to acknowledge it. */
  readonly asked: Asked | null;
}

/** What is asked of those who read a message: whose turn it is to acknowledge, until when, and what became of it. */
export interface Asked {
  readonly role: string;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly dueAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly doneAt: Date | null;
  /** It stays on the list after the acknowledgement, until it is done. */
  readonly isMatter: boolean;
}
