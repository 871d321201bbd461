import { AppError, type Decider } from '@yuanqu/domain';
import { type AccountProfile, checkProfile } from './account-profile.ts';
import { type Hold, type HoldAuthority, isHeldBy, liftable } from './hold.ts';
import { sameParks } from './park-scope.ts';

/** A person's account. It is active when nothing holds it. */
export interface Account extends AccountProfile {
  readonly id: string;
  readonly username: string;
  readonly holds: readonly Hold[];
  /** Made with the demo district; its password is public. */
  readonly demo: boolean;
  /** How many events made it; 1 is the registration. */
  readonly revision: number;
}

/** `by` is the account that gives the command; nobody changes their own rights or standing. */
export type AccountCommand =
  | {
      readonly kind: 'register';
      readonly id: string;
      readonly username: string;
      readonly profile: AccountProfile;
      readonly demo?: boolean;
    }
  | { readonly kind: 'change'; readonly profile: AccountProfile; readonly by: string }
  | { readonly kind: 'hold'; readonly hold: Hold; readonly by: string }
  | { readonly kind: 'lift'; readonly authority: HoldAuthority; readonly by: string };

export type AccountEvent =
  | {
      readonly kind: 'registered';
      readonly id: string;
      readonly username: string;
      readonly profile: AccountProfile;
      readonly demo: boolean;
    }
  | { readonly kind: 'changed'; readonly profile: AccountProfile }
  | { readonly kind: 'held'; readonly hold: Hold }
  | { readonly kind: 'lifted'; readonly authorities: readonly HoldAuthority[] };

/**
 * What may happen to an account. What changes nothing gives no event.
 * Errors: `account.invalid-rights`, `account.own-rights`, `account.own-standing`, `identity.held-by-other`,
 * `account.exists`, `account.unknown`.
 */
export const accountDecider: Decider<Account | undefined, AccountCommand, AccountEvent> = {
  initial: undefined,
  decide: (account, command) => {
    if (command.kind === 'register') return register(account, command);
    if (!account) return new AppError('account.unknown', 'not-found', 'There is no such account.');
    switch (command.kind) {
      case 'change':
        return change(account, command);
      case 'hold':
        return command.by === account.id ? ownStanding() : hold(account, command.hold);
      case 'lift':
        return command.by === account.id ? ownStanding() : lift(account, command.authority);
    }
  },
  evolve: (account, event) => {
    if (event.kind === 'registered') {
      const { id, username, profile, demo } = event;
      return { ...profile, id, username, demo, holds: [], revision: 1 };
    }
    return account && { ...changed(account, event), revision: account.revision + 1 };
  },
};

function register(
  account: Account | undefined,
  { id, username, profile, demo = false }: Extract<AccountCommand, { kind: 'register' }>,
): readonly AccountEvent[] | AppError {
  if (account) return new AppError('account.exists', 'conflict', 'The account exists already.');
  return checkProfile(profile) ?? [{ kind: 'registered', id, username, profile, demo }];
}

function change(
  account: Account,
  { profile, by }: Extract<AccountCommand, { kind: 'change' }>,
): readonly AccountEvent[] | AppError {
  const rightsStay = sameRights(account, profile);
  if (!rightsStay && by === account.id)
    return new AppError(
      'account.own-rights',
      'forbidden',
      'Nobody changes their own roles or parks: another administrator has to.',
    );
  if (rightsStay && account.name === profile.name && account.language === profile.language) return [];
  return checkProfile(profile) ?? [{ kind: 'changed', profile }];
}

const hold = ({ holds }: Account, placed: Hold): readonly AccountEvent[] =>
  isHeldBy(holds, placed.authority) ? [] : [{ kind: 'held', hold: placed }];

function lift({ holds }: Account, authority: HoldAuthority): readonly AccountEvent[] | AppError {
  const authorities = liftable(holds, authority);
  if (authorities instanceof AppError) return authorities;
  return authorities.length === 0 ? [] : [{ kind: 'lifted', authorities }];
}

const ownStanding = (): AppError =>
  new AppError('account.own-standing', 'forbidden', 'Nobody closes, locks or reopens their own account.');

const sameRights = (one: AccountProfile, other: AccountProfile): boolean =>
  one.roles.length === other.roles.length &&
  one.roles.every((role) => other.roles.includes(role)) &&
  sameParks(one.parks, other.parks) &&
  one.operator === other.operator &&
  one.enterprise === other.enterprise;

function changed(account: Account, event: Exclude<AccountEvent, { kind: 'registered' }>): Account {
  switch (event.kind) {
    case 'changed': {
      const { id, username, holds, demo, revision } = account;
      // Not spread over the old account: a field that the new profile lacks must go.
      return { ...event.profile, id, username, holds, demo, revision };
    }
    case 'held':
      return { ...account, holds: [...account.holds, event.hold] };
    case 'lifted':
      return {
        ...account,
        holds: account.holds.filter(({ authority }) => !event.authorities.includes(authority)),
      };
  }
}
