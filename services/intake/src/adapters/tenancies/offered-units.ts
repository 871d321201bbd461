import { AppError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';
import { lockDemands } from '../demand/demand-queries.ts';

/**
 * Units on offer are held for the demand that they are offered to, while its application stands. The demands' lock is taken,
 * so that none of them is offered meanwhile. Throws `tenancy.unit-on-offer`.
 */
export async function refuseOffered(
  tx: Executor,
  { park, application }: Tenancy,
  taken: readonly string[],
): Promise<void> {
  if (taken.length === 0) return;
  await lockDemands(tx, park);
  const { rows } = await tx.query<{ code: string; demand: string }>(
    `SELECT u.code, d.id AS demand
     FROM unit u
     JOIN chassis.case_file d ON d.kind = 'demand' AND d.park = u.park AND d.status = 'offered'
       AND d.state -> 'offer' -> 'units' ? u.code
     JOIN chassis.case_file a ON a.kind = 'application' AND a.id = d.id AND a.status IN ('approved', 'in-review')
     WHERE u.id = ANY ($1::uuid[]) AND d.id IS DISTINCT FROM $2::uuid
     ORDER BY u.code`,
    [taken, application],
  );
  if (rows.length > 0) throw unitOnOffer(rows);
}

function unitOnOffer(offered: readonly { readonly code: string; readonly demand: string }[]): AppError {
  const units = offered.map(({ code }) => code);
  const demands = [...new Set(offered.map(({ demand }) => demand))];
  const where = demands.map((demand) => `GET /demands/${demand}`).join(', ');
  return new AppError(
    'tenancy.unit-on-offer',
    'conflict',
    `房源 ${units.join('、')} 已推荐给排队中的用房需求；请选其他房源，或待对方谢绝。 ${units.join(', ')}: on offer to a demand in line (${where}); choose other units, or sign with its application, or have it decline the offer.`,
    { units, demands },
  );
}
