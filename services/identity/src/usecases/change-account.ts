import type { EventContext } from '@yuanqu/events';
import type { Account } from '../domain/account.ts';
import type { AccountProfile } from '../domain/account-profile.ts';
import type { CommandAccount } from './command-account.ts';

export interface ChangeAccountCommand {
  readonly id: string;
  readonly changes: AccountChanges;
  readonly revision?: number | undefined;
  readonly by: string;
  readonly context: EventContext;
}

/** What is absent stays; null takes an operator or enterprise away. */
export interface AccountChanges {
  readonly name?: string;
  readonly language?: AccountProfile['language'];
  readonly roles?: AccountProfile['roles'];
  readonly parks?: AccountProfile['parks'];
  readonly operator?: string | null;
  readonly enterprise?: string | null;
}

export type ChangeAccount = (command: ChangeAccountCommand) => Promise<Account>;

/** Changes who somebody is and what for. Errors: those of `makeCommandAccount`. */
export const makeChangeAccount =
  (commandAccount: CommandAccount): ChangeAccount =>
  ({ id, changes, revision, by, context }) =>
    commandAccount({
      id,
      revision,
      toCommand: (account) => ({ kind: 'change', profile: merged(account, changes), by }),
      action: 'account.changed',
      context,
    });

function merged(account: Account, changes: AccountChanges): AccountProfile {
  const operator = changes.operator === undefined ? account.operator : changes.operator;
  const enterprise = changes.enterprise === undefined ? account.enterprise : changes.enterprise;
  return {
    name: changes.name ?? account.name,
    language: changes.language ?? account.language,
    roles: changes.roles ?? account.roles,
    parks: changes.parks ?? account.parks,
    ...(operator ? { operator } : {}),
    ...(enterprise ? { enterprise } : {}),
  };
}
