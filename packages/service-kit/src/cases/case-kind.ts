import type { Decider } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Deed } from './deed.ts';

/** One thing that happened to a case. JSON: instants are RFC 3339 text, amounts decimal strings. */
export interface CaseFact {
  readonly kind: string;
}

/** What lists and deadlines are found by; derived from the state, never set by hand. */
export interface CaseHead {
  readonly status: string;
  /** The park it belongs to. */
  readonly park?: string | undefined;
  /** Whom it is about: an enterprise, an operator. */
  readonly party?: string | undefined;
  /** When it wants attention next; at that time it gets the command of `onDue`. */
  readonly dueAt?: string | undefined;
}

/** A fact in its place: the state after it, and who did it when. */
export interface CaseStep<State, Fact> {
  readonly id: string;
  readonly revision: number;
  readonly fact: Fact;
  readonly state: State;
  readonly deed: Deed;
}

/**
 * A kind of case (an application, a tenancy, a service request): the pure decider, what it is found by, and which events
 * its facts make known. State and facts are JSON; the state is always the fold of the facts.
 */
export interface CaseKind<State, Command, Fact extends CaseFact> {
  /** Names the rows, such as `application`; and the error codes `application.unknown`. */
  readonly name: string;
  readonly decider: Decider<State | undefined, Command, Fact>;
  readonly headOf: (state: State) => CaseHead;
  /** The command for a case whose `dueAt` has come; `at` is RFC 3339 text. */
  readonly onDue: (at: string) => Command;
  /** The events of one step; most steps have one or none. */
  readonly publish: (step: CaseStep<State, Fact>) => readonly NewEvent[];
}
