import { AppError } from '@yuanqu/domain';
import type { HoldAuthority } from './hold.ts';
import { covers, type ParkScope } from './park-scope.ts';

/** On whose behalf clients are managed: the district (all of them), its security officer, or one operator (its own). */
export type ClientAuthority =
  | { readonly kind: 'administrator' }
  | { readonly kind: 'security' }
  | { readonly kind: 'operator'; readonly operator: string; readonly parks: ParkScope };

/**
 * Whether the authority may see and manage a client of this operator. A stranger's client is answered as if it did not
 * exist. Error: `client.unknown`.
 */
export function checkOwner(
  authority: ClientAuthority,
  client: { readonly operator: string } | undefined,
): AppError | undefined {
  const owns = authority.kind !== 'operator' || client?.operator === authority.operator;
  return client && owns ? undefined : new AppError('client.unknown', 'not-found', 'There is no such client.');
}

/** Whether the authority may give a client of this operator these parks. Errors: `client.other-operator`, `client.other-park`. */
export function checkReach(
  authority: ClientAuthority,
  client: { readonly operator: string; readonly parks: readonly string[] },
): AppError | undefined {
  if (authority.kind !== 'operator') return undefined;
  if (client.operator !== authority.operator)
    return new AppError(
      'client.other-operator',
      'forbidden',
      'You manage the clients of your own operator only.',
    );
  if (!covers(authority.parks, client.parks))
    return new AppError('client.other-park', 'forbidden', 'A client cannot have parks that you do not have.');
  return undefined;
}

/** In whose name the authority keeps a client out. */
export const holdAuthority = (authority: ClientAuthority): HoldAuthority => authority.kind;
