import { AppError, type Clock } from '@yuanqu/domain';
import { grantFor, type Granted, type NarrowGrant } from '@yuanqu/service-kit';
import type { ParksOperated } from '../usecases/parks-operated.ts';

/**
 * The people of an operator reach the parks of their scope that it has by contract: they write while that runs, and read
 * before it begins and until everything is handed over too. What is observed is judged by the instant of the observation,
 * where it is settled. Code: `auth.contract-over`.
 */
export const contractReach =
  (parksOperated: ParksOperated, clock: Clock): NarrowGrant =>
  async (granted) => {
    const { caller, access, grant } = granted;
    if (!isByOperator(granted) || access.resource === 'occupancy') return grant;
    const { running, besides } = await parksOperated(caller.operator ?? '', clock());
    const reached = access.action === 'read' ? [...running, ...besides] : running;
    const parks = reached.filter((park) => grant.parks === '*' || grant.parks.includes(park));
    if (parks.length === 0) throw contractOver;
    return { ...grant, parks };
  };

/** Whether nothing but the work for an operator gives the right. */
function isByOperator({ caller, access: { resource, action }, grant }: Granted): boolean {
  if (grant.scope !== 'park' || !caller.roles.includes('park-operator')) return false;
  const others = { ...caller, roles: caller.roles.filter((role) => role !== 'park-operator') };
  const besides = grantFor(others, resource, action);
  return besides === undefined || besides.scope === 'own';
}

const contractOver = new AppError(
  'auth.contract-over',
  'forbidden',
  '贵机构在本账号的园区内没有有效的运营合同。 Your operator has no running contract for a park of this account; what it still has to hand over can be read until that is done.',
);
