import { AppError, type Clock, newId } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import { type Account, accountDecider } from '../domain/account.ts';
import type { AccountProfile } from '../domain/account-profile.ts';
import { accountFact } from './account-facts.ts';
import type { InTransaction, NewPassword, PasswordHashing, Unit } from './ports.ts';

export interface RegisterAccountPorts {
  readonly inTransaction: InTransaction;
  readonly passwords: PasswordHashing;
  readonly newPassword: NewPassword;
  readonly clock: Clock;
  readonly temporaryPasswordMs: number;
}

export interface RegisterAccountCommand {
  readonly username: string;
  readonly profile: AccountProfile;
  readonly context: EventContext;
}

/** The account, and the password to hand to its owner: shown once, for one login. */
export interface RegisteredAccount {
  readonly account: Account;
  readonly temporaryPassword: string;
  readonly temporaryUntil: Date;
}

export type RegisterAccount = (command: RegisterAccountCommand) => Promise<RegisteredAccount>;

/** Gives a person an account. Errors: `account.username-taken`, `account.invalid-rights`. */
export const makeRegisterAccount =
  ({
    inTransaction,
    passwords,
    newPassword,
    clock,
    temporaryPasswordMs,
  }: RegisterAccountPorts): RegisterAccount =>
  async ({ username, profile, context }) => {
    const now = clock();
    const temporaryPassword = newPassword();
    const temporaryUntil = new Date(now.getTime() + temporaryPasswordMs);
    const hash = await passwords.hash(temporaryPassword);
    const account = await inTransaction(async (unit) => {
      const registered = await addAccount(
        unit,
        { id: newId(), username, profile, demo: false },
        now,
        context,
      );
      await unit.passwords.set({ accountId: registered.id, hash, temporaryUntil, changedAt: now });
      await unit.record({
        action: 'account.registered',
        resource: 'account',
        target: registered.id,
        after: registered,
      });
      return registered;
    });
    return { account, temporaryPassword, temporaryUntil };
  };

/** Decides, keeps and publishes a new account within the transaction. */
export async function addAccount(
  unit: Unit,
  command: Pick<Account, 'id' | 'username' | 'demo'> & { readonly profile: AccountProfile },
  now: Date,
  context: EventContext,
): Promise<Account> {
  const events = accountDecider.decide(undefined, { kind: 'register', ...command });
  if (events instanceof AppError) throw events;
  const [event] = events;
  const account = event && accountDecider.evolve(undefined, event);
  if (!account) throw new Error('a registration made no account');
  if (!(await unit.accounts.insert(account, now)))
    throw new AppError('account.username-taken', 'conflict', `The user name ${command.username} is taken.`);
  unit.publish([accountFact(event, account, now, context)]);
  return account;
}
