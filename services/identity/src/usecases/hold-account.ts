import type { Clock } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import type { Account } from '../domain/account.ts';
import type { CommandAccount } from './command-account.ts';

/** The administrator closes an account whose owner has left; the security officer locks one that is in danger. */
export type AccountAuthority = 'administrator' | 'security';

export interface HoldAccountCommand {
  readonly id: string;
  readonly authority: AccountAuthority;
  readonly reason: string;
  readonly by: string;
  readonly context: EventContext;
}

export type HoldAccount = (command: HoldAccountCommand) => Promise<Account>;
export type LiftAccountHold = (command: HoldAccountCommand) => Promise<Account>;

/** Keeps an account out; its sessions end. Errors: those of `makeCommandAccount`. */
export const makeHoldAccount =
  (commandAccount: CommandAccount, clock: Clock): HoldAccount =>
  ({ id, authority, reason, by, context }) =>
    commandAccount({
      id,
      toCommand: () => ({ kind: 'hold', hold: { authority, reason, since: clock().toISOString() }, by }),
      action: authority === 'security' ? 'account.locked' : 'account.closed',
      reason,
      context,
    });

/** Lets an account in again as far as this authority kept it out. Errors: those of `makeCommandAccount`. */
export const makeLiftAccountHold =
  (commandAccount: CommandAccount): LiftAccountHold =>
  ({ id, authority, reason, by, context }) =>
    commandAccount({
      id,
      toCommand: () => ({ kind: 'lift', authority, by }),
      action: authority === 'security' ? 'account.unlocked' : 'account.reopened',
      reason,
      context,
    });
