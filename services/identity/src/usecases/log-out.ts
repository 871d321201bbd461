import type { Clock } from '@yuanqu/domain';
import type { HashSecret, InTransaction } from './ports.ts';

export interface LogOutPorts {
  readonly inTransaction: InTransaction;
  readonly hashSecret: HashSecret;
  readonly clock: Clock;
}

export interface LogOutCommand {
  readonly accountId: string;
  /** Ends the session of this token; without it, every session of the account. */
  readonly refreshToken?: string | undefined;
}

export type LogOut = (command: LogOutCommand) => Promise<void>;

/** Ends one's own sessions. A token that isn't one's own, or no longer is any, changes nothing. */
export const makeLogOut =
  ({ inTransaction, hashSecret, clock }: LogOutPorts): LogOut =>
  ({ accountId, refreshToken }) =>
    inTransaction(async (unit) => {
      const now = clock();
      if (refreshToken === undefined) await unit.sessions.revokeAll(accountId, 'logged-out', now);
      else {
        const sessionId = await unit.sessions.ofToken(hashSecret(refreshToken), accountId);
        if (sessionId === undefined) return;
        await unit.sessions.revoke(sessionId, 'logged-out', now);
      }
      await unit.record({ action: 'account.logged-out', resource: 'account', target: accountId });
    });
