/** What an overdue message is about: it stays on the list of what is overdue until an event says that it is done. */
export interface Matter {
  readonly kind: string;
  /** Of the case, the task, the park that it is about. */
  readonly id: string;
  /** When it should have been done; absent where nothing but the acknowledgement has a date. */
  readonly dueAt?: string | undefined;
  /** Who has to act, where no rule says who has to acknowledge. */
  readonly actor: string;
  /** The actor differs from one such event to the next, so that a rule begins with them. */
  readonly actorFirst: boolean;
}

/** An event after which matters of these kinds are done. */
export interface MatterEnd {
  readonly kinds: readonly string[];
  readonly id: string;
  readonly at: Date;
}
