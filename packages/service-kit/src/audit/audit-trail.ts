import type { Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { requestScope } from '../http/request-scope.ts';
import type { AuditedAction, AuditOrigin } from './audit-entry.ts';

/** The service's record of every change and every sensitive read; append-only, each line chained to the one before. */
export interface AuditTrail {
  /**
   * Writes a line in the transaction that makes the change. Who did it comes from the request in hand, else from
   * `origin`, else it was the system. Writers take turns from here to their commit: never on a hot path.
   */
  readonly record: (tx: Executor, action: AuditedAction, origin?: AuditOrigin) => Promise<void>;
}

export const makeAuditTrail = (clock: Clock): AuditTrail => ({
  record: async (tx, action, origin) => {
    const scope = requestScope.getStore();
    await appendAudit(tx, clock, action, origin ?? scope?.origin ?? system);
    scope?.recorded();
  },
});

const system: AuditOrigin = { actor: { subject: 'system', kind: 'system' } };

/** Writes a line as it is. */
export async function appendAudit(
  tx: Executor,
  clock: Clock,
  action: AuditedAction,
  origin: AuditOrigin,
): Promise<void> {
  await tx.query('SELECT chassis.append_audit($1)', [
    JSON.stringify({ at: clock().toISOString(), ...origin, ...action }),
  ]);
}
