import { AppError } from '@yuanqu/domain';
import type { Grant, Principal } from '@yuanqu/service-kit';
import type { ParkScope } from '../usecases/registry-queries.ts';
import { parksOf } from './reading.ts';

/** How far a caller sees: who speaks for an enterprise sees that one, wherever it is. Code: `intake.not-your-enterprise`. */
export function reachOf(
  grant: Grant,
  { enterprise }: Principal,
): { readonly scope: ParkScope; readonly only: string | undefined } {
  if (grant.scope !== 'own') return { scope: parksOf(grant), only: undefined };
  if (enterprise === undefined) throw notYourEnterprise;
  return { scope: '*', only: enterprise };
}

export const notYourEnterprise = new AppError(
  'intake.not-your-enterprise',
  'forbidden',
  '只能查看和填报本企业。 You see and enter your own enterprise only.',
);
