import { AppError, type Clock } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import { type Account, type AccountCommand, accountDecider } from '../domain/account.ts';
import { isActive } from '../domain/hold.ts';
import { accountFact } from './account-facts.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { InTransaction } from './ports.ts';

export interface CommandAccountPorts {
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
}

/** A command for an account that exists; `toCommand` gets the account as it is, locked. */
export interface AccountOrder {
  readonly id: string;
  /** The revision that the caller saw; another one now means that somebody was faster. */
  readonly revision?: number | undefined;
  readonly toCommand: (account: Account) => AccountCommand;
  /** What the audit trail calls it. */
  readonly action: string;
  readonly reason?: string;
  readonly context: EventContext;
}

export type CommandAccount = (order: AccountOrder) => Promise<Account>;

/**
 * Loads the account, has it decide, keeps the outcome, tells others and the audit trail; an account that is no longer
 * active loses its sessions. Answers the account as it is then. Errors: those of the decider, `account.changed-meanwhile`.
 */
export const makeCommandAccount =
  ({ inTransaction, clock }: CommandAccountPorts): CommandAccount =>
  ({ id, revision, toCommand, action, reason, context }) =>
    inTransaction(async (unit) => {
      const before = await unit.accounts.load(id);
      if (!before) throw new AppError('account.unknown', 'not-found', 'There is no such account.');
      if (revision !== undefined && revision !== before.revision) throw changedMeanwhile(before.revision);
      const now = clock();
      const events = accountDecider.decide(before, toCommand(before));
      if (events instanceof AppError) throw events;
      if (events.length === 0) return before;
      let after: Account = before;
      for (const event of events) {
        after = accountDecider.evolve(after, event) ?? after;
        unit.publish([accountFact(event, after, now, context)]);
      }
      await unit.accounts.update(after);
      if (isActive(before) && !isActive(after)) await unit.sessions.revokeAll(id, 'account-inactive', now);
      await unit.record(auditEntry(action, before, after, reason));
      return after;
    });

const auditEntry = (action: string, before: Account, after: Account, reason?: string): AuditEntry => ({
  action,
  resource: 'account',
  target: before.id,
  before,
  after,
  ...(reason === undefined ? {} : { reason }),
});

const changedMeanwhile = (revision: number): AppError =>
  new AppError(
    'account.changed-meanwhile',
    'conflict',
    `Somebody changed the account meanwhile; it is at revision ${revision} now. Read it again.`,
    { revision },
  );
