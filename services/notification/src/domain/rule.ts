import type { Channel } from './channel.ts';
import type { Severity } from './severity.ts';

/** Whom an event is told to: event type × least severity × park × role → channels, the inbox always among them. */
export interface RuleContent {
  readonly eventType: string;
  readonly minSeverity: Severity;
  /** Null: any park. */
  readonly park: string | null;
  readonly role: string;
  readonly channels: readonly Channel[];
  readonly enabled: boolean;
}

export interface Rule extends RuleContent {
  readonly id: string;
  /** Rises with each change; a change names the revision it was made from. */
  readonly revision: number;
  /** A person's account id, or `default`. */
  readonly changedBy: string;
  readonly changedAt: Date;
}
