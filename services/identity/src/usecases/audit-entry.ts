/** One line of the audit trail, as a use case knows it. */
export interface AuditEntry {
  /** What happened, in the past tense: `account.locked`. */
  readonly action: string;
  readonly resource: 'account' | 'client' | 'signing-key' | 'session';
  readonly target?: string;
  readonly reason?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** From where somebody comes who has no token yet. */
export interface RequestOrigin {
  readonly requestId: string;
  readonly ip: string;
}

/** Who did it, where no token tells: at login. */
export interface AuditOrigin extends RequestOrigin {
  readonly actor: { readonly subject: string; readonly name?: string; readonly kind: 'person' | 'system' };
}
