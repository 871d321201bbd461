import {
  accountChanged,
  accountRegistered,
  type DataOf,
  type EventContext,
  newEvent,
  type NewEvent,
} from '@yuanqu/events';
import type { Account, AccountEvent } from '../domain/account.ts';
import { isActive } from '../domain/hold.ts';

/** What others are told of an account: always the whole as it is now, so that nobody has to fold. */
export function accountFact(
  event: AccountEvent,
  account: Account,
  time: Date,
  context: EventContext,
): NewEvent {
  const definition = event.kind === 'registered' ? accountRegistered : accountChanged;
  return newEvent(definition, {
    subject: account.id,
    revision: account.revision,
    time,
    data: publicAccount(account),
    context,
  });
}

/** What of an account is for other services. */
export const publicAccount = (account: Account): DataOf<typeof accountChanged> => ({
  username: account.username,
  name: account.name,
  roles: [...account.roles],
  parks: account.parks === '*' ? '*' : [...account.parks],
  language: account.language,
  ...(account.operator === undefined ? {} : { operator: account.operator }),
  ...(account.enterprise === undefined ? {} : { enterprise: account.enterprise }),
  active: isActive(account),
  ...(account.demo ? { demo: true } : {}),
});
