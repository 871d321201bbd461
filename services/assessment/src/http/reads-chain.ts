import { grantFor, type Principal } from '@yuanqu/service-kit';

/** Whether the caller's roles let them see what lies behind a park's chain, goals and targets; the rest is everybody's. */
export function readsChain(caller: Principal | undefined, park: string): boolean {
  const grant = caller && grantFor(caller, 'chain', 'read');
  return grant !== undefined && (grant.parks === '*' || grant.parks.includes(park));
}
