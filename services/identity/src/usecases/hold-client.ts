import type { Clock } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import type { Client } from '../domain/client.ts';
import { type ClientAuthority, holdAuthority } from '../domain/client-authority.ts';
import type { CommandClient } from './command-client.ts';

export interface HoldClientCommand {
  readonly clientId: string;
  readonly authority: ClientAuthority;
  readonly reason: string;
  readonly context: EventContext;
}

export type HoldClient = (command: HoldClientCommand) => Promise<Client>;
export type LiftClientHold = (command: HoldClientCommand) => Promise<Client>;

/** Revokes a client's access, at once for new tokens; services end running streams on the event. */
export const makeHoldClient =
  (commandClient: CommandClient, clock: Clock): HoldClient =>
  ({ clientId, authority, reason, context }) =>
    commandClient({
      clientId,
      authority,
      toCommand: () => ({
        kind: 'hold',
        hold: { authority: holdAuthority(authority), reason, since: clock().toISOString() },
      }),
      action: authority.kind === 'security' ? 'client.locked' : 'client.revoked',
      reason,
      context,
    });

/** Gives a client its access back as far as this authority took it. Error: `identity.held-by-other`. */
export const makeLiftClientHold =
  (commandClient: CommandClient): LiftClientHold =>
  ({ clientId, authority, reason, context }) =>
    commandClient({
      clientId,
      authority,
      toCommand: () => ({ kind: 'lift', authority: holdAuthority(authority) }),
      action: authority.kind === 'security' ? 'client.unlocked' : 'client.restored',
      reason,
      context,
    });
