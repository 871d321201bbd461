import { AppError } from '@yuanqu/domain';
import type { Grant, Principal } from '@yuanqu/service-kit';
import type { ClientAuthority } from '../domain/client-authority.ts';

/** On whose behalf a request manages clients: the district, or the caller's own operator. Error: `client.no-operator`. */
export function requestAuthority({
  grant,
  principal,
}: {
  readonly grant: Grant;
  readonly principal: Principal;
}): ClientAuthority {
  if (grant.scope === 'district') return { kind: 'administrator' };
  const { operator, parks } = principal;
  if (operator === undefined)
    throw new AppError('client.no-operator', 'forbidden', 'Your account acts for no operator.');
  return { kind: 'operator', operator, parks };
}
