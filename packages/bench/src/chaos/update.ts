/** An update as an operator’s system sends it. */
export interface Update {
  readonly updateId: string;
  readonly park: string;
  readonly unit: string;
  readonly status: string;
  readonly uscc?: string;
  readonly observedAt: string;
}

/** What the client sent and what it was told: the judge believes nothing else. */
export interface Acknowledged extends Omit<Update, 'uscc'> {
  readonly outcome: string;
}
