import { type Clock, newId } from '@yuanqu/domain';
import type { InTransaction, NewPassword, PasswordHashing } from './ports.ts';
import { addAccount } from './register-account.ts';

export interface FirstAdministratorPorts {
  readonly inTransaction: InTransaction;
  readonly passwords: PasswordHashing;
  readonly newPassword: NewPassword;
  /** Keeps the password where only the server's owner reads it. */
  readonly keepPassword: (password: string) => Promise<void>;
  readonly clock: Clock;
  readonly temporaryPasswordMs: number;
}

/**
 * Where there is no account yet, makes `administrator` with a temporary password, so that somebody can give out the
 * others. Answers whether it did.
 */
export async function makeFirstAdministrator(ports: FirstAdministratorPorts): Promise<boolean> {
  const { inTransaction, passwords, newPassword, keepPassword, clock, temporaryPasswordMs } = ports;
  const now = clock();
  const password = newPassword();
  const hash = await passwords.hash(password);
  return inTransaction(async (unit) => {
    if (!(await unit.accounts.areNone())) return false;
    const profile = { name: '系统管理员', language: 'zh', roles: ['administrator'], parks: '*' } as const;
    const { id } = await addAccount(
      unit,
      { id: newId(), username: 'administrator', profile, demo: false },
      now,
      {},
    );
    const temporaryUntil = new Date(now.getTime() + temporaryPasswordMs);
    await unit.passwords.set({ accountId: id, hash, temporaryUntil, changedAt: now });
    await unit.record({
      action: 'account.registered',
      resource: 'account',
      target: id,
      reason: 'first start',
    });
    // Before the commit: an account whose password nobody can read would be the worse half.
    await keepPassword(password);
    return true;
  });
}
