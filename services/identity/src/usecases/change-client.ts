import type { EventContext } from '@yuanqu/events';
import type { Client, ClientProfile } from '../domain/client.ts';
import { checkReach, type ClientAuthority } from '../domain/client-authority.ts';
import type { CommandClient } from './command-client.ts';

export interface ChangeClientCommand {
  readonly clientId: string;
  /** What is absent stays. */
  readonly changes: Partial<ClientProfile>;
  readonly authority: ClientAuthority;
  readonly context: EventContext;
}

export type ChangeClient = (command: ChangeClientCommand) => Promise<Client>;

/** Changes a client's name or parks. Errors: those of `makeCommandClient`, `client.other-park`. */
export const makeChangeClient =
  (commandClient: CommandClient): ChangeClient =>
  ({ clientId, changes, authority, context }) =>
    commandClient({
      clientId,
      authority,
      toCommand: (client) => {
        const profile = { name: changes.name ?? client.name, parks: changes.parks ?? client.parks };
        const { operator } = client;
        return checkReach(authority, { operator, parks: profile.parks }) ?? { kind: 'change', profile };
      },
      action: 'client.changed',
      context,
    });
