import { AppError, type Decider } from '@yuanqu/domain';
import { type Hold, type HoldAuthority, isHeldBy, liftable } from './hold.ts';
import { sameParks } from './park-scope.ts';

/** An operator's system, which gets tokens by its secret. It is active when nothing holds it. */
export interface Client extends ClientProfile {
  readonly clientId: string;
  /** Code of the operator; fixed for life, since everything sent by the client counts as its word. */
  readonly operator: string;
  readonly holds: readonly Hold[];
  readonly demo: boolean;
  readonly revision: number;
}

export interface ClientProfile {
  readonly name: string;
  readonly parks: readonly string[];
}

export type ClientCommand =
  | {
      readonly kind: 'register';
      readonly clientId: string;
      readonly operator: string;
      readonly profile: ClientProfile;
      readonly demo?: boolean;
    }
  | { readonly kind: 'change'; readonly profile: ClientProfile }
  | { readonly kind: 'hold'; readonly hold: Hold }
  | { readonly kind: 'lift'; readonly authority: HoldAuthority };

export type ClientEvent =
  | {
      readonly kind: 'registered';
      readonly clientId: string;
      readonly operator: string;
      readonly profile: ClientProfile;
      readonly demo: boolean;
    }
  | { readonly kind: 'changed'; readonly profile: ClientProfile }
  | { readonly kind: 'held'; readonly hold: Hold }
  | { readonly kind: 'lifted'; readonly authorities: readonly HoldAuthority[] };

/**
 * What may happen to a client; who may command it is judged by `client-authority`. What changes nothing gives no event.
 * Errors: `client.unknown`, `client.exists`, `identity.held-by-other`.
 */
export const clientDecider: Decider<Client | undefined, ClientCommand, ClientEvent> = {
  initial: undefined,
  decide: (client, command) => {
    if (command.kind === 'register') {
      const { clientId, operator, profile, demo = false } = command;
      if (client) return new AppError('client.exists', 'conflict', `The client ${clientId} exists already.`);
      return [{ kind: 'registered', clientId, operator, profile, demo }];
    }
    if (!client) return new AppError('client.unknown', 'not-found', 'There is no such client.');
    switch (command.kind) {
      case 'change':
        return sameProfile(client, command.profile) ? [] : [{ kind: 'changed', profile: command.profile }];
      case 'hold':
        return isHeldBy(client.holds, command.hold.authority) ? [] : [{ kind: 'held', hold: command.hold }];
      case 'lift': {
        const authorities = liftable(client.holds, command.authority);
        if (authorities instanceof AppError) return authorities;
        return authorities.length === 0 ? [] : [{ kind: 'lifted', authorities }];
      }
    }
  },
  evolve: (client, event) => {
    if (event.kind === 'registered') {
      const { clientId, operator, profile, demo } = event;
      return { ...profile, clientId, operator, demo, holds: [], revision: 1 };
    }
    return client && { ...changed(client, event), revision: client.revision + 1 };
  },
};

const sameProfile = (one: ClientProfile, other: ClientProfile): boolean =>
  one.name === other.name && sameParks(one.parks, other.parks);

function changed(client: Client, event: Exclude<ClientEvent, { kind: 'registered' }>): Client {
  switch (event.kind) {
    case 'changed':
      return { ...client, ...event.profile };
    case 'held':
      return { ...client, holds: [...client.holds, event.hold] };
    case 'lifted':
      return {
        ...client,
        holds: client.holds.filter(({ authority }) => !event.authorities.includes(authority)),
      };
  }
}
