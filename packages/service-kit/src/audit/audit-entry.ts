/** Who did it and from where. */
export interface AuditOrigin {
  readonly actor: {
    readonly subject: string;
    readonly name?: string;
    readonly kind: 'person' | 'client' | 'system';
    readonly roles?: readonly string[];
  };
  readonly requestId?: string;
  readonly ip?: string;
}

/** What was done, as the use case knows it. */
export interface AuditedAction {
  /** What happened, in the past tense: `unit.split`, `month.closed`. */
  readonly action: string;
  readonly resource: string;
  /** The id of what it was done to. */
  readonly target?: string;
  readonly park?: string;
  readonly reason?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One line of the trail. */
export type AuditEntry = AuditedAction & AuditOrigin & { readonly at: string };
