import type { InEachLanguage } from './language.ts';
import type { Severity } from './severity.ts';

/** An event as people are to be told of it: what it is about and how much it matters. */
export interface Notice {
  readonly eventId: string;
  /** The CloudEvents type without its version: rules and templates outlive versions. */
  readonly eventType: string;
  readonly severity: Severity;
  /** The parks it concerns; none: the whole district. */
  readonly parks: readonly string[];
  /** The credit code of the enterprise that it concerns, which alone of all enterprises may be told. */
  readonly enterprise?: string | undefined;
  readonly subject: string;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a person reads. */
export interface Wording {
  readonly title: string;
  readonly body: string;
}

/** A notice in words, fixed when it is planned: what somebody was told does not change with a template. */
export interface WordedNotice extends Notice {
  readonly wording: InEachLanguage<Wording>;
  /** What group chats read, where that differs. */
  readonly robot?: InEachLanguage<Wording> | undefined;
}
