import { AppError, type Clock } from '@yuanqu/domain';
import type { InTransaction, NewPassword, PasswordHashing } from './ports.ts';

export interface ResetPasswordPorts {
  readonly inTransaction: InTransaction;
  readonly passwords: PasswordHashing;
  readonly newPassword: NewPassword;
  readonly clock: Clock;
  readonly temporaryPasswordMs: number;
}

export interface ResetPasswordCommand {
  readonly id: string;
  readonly by: string;
}

export type ResetPassword = (
  command: ResetPasswordCommand,
) => Promise<{ readonly temporaryPassword: string; readonly temporaryUntil: Date }>;

/**
 * Gives somebody who forgot the password a temporary one; all sessions end. Not for oneself: that would pass by the
 * old password. Errors: `account.unknown`, `account.own-password`.
 */
export const makeResetPassword =
  ({
    inTransaction,
    passwords,
    newPassword,
    clock,
    temporaryPasswordMs,
  }: ResetPasswordPorts): ResetPassword =>
  async ({ id, by }) => {
    if (id === by)
      throw new AppError('account.own-password', 'forbidden', 'Change your own password with the old one.');
    const now = clock();
    const temporaryPassword = newPassword();
    const temporaryUntil = new Date(now.getTime() + temporaryPasswordMs);
    const hash = await passwords.hash(temporaryPassword);
    await inTransaction(async (unit) => {
      if (!(await unit.accounts.load(id)))
        throw new AppError('account.unknown', 'not-found', 'There is no such account.');
      await unit.passwords.set({ accountId: id, hash, temporaryUntil, changedAt: now });
      await unit.sessions.revokeAll(id, 'password-changed', now);
      await unit.record({ action: 'account.password-reset', resource: 'account', target: id });
    });
    return { temporaryPassword, temporaryUntil };
  };
