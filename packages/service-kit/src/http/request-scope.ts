import { AsyncLocalStorage } from 'node:async_hooks';
import type { Executor } from '@yuanqu/messaging';
import type { AuditOrigin } from '../audit/audit-entry.ts';

/**
 * The request that a transaction belongs to. What a request owes besides its effect — its idempotency mark, its audit
 * line — must be written in the very transaction that makes the effect, which use cases open without knowing of
 * requests; that is why it travels beside the call and not through it. Hot routes have none.
 */
export interface RequestScope {
  readonly origin: AuditOrigin;
  /** Writes what is owed into the transaction; called once per attempt, before events are appended. */
  readonly settle: (tx: Executor) => Promise<void>;
  /** The transaction in which `settle` wrote has committed. */
  readonly settled: () => void;
  /** The use case writes the audit line itself. */
  readonly recorded: () => void;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();
