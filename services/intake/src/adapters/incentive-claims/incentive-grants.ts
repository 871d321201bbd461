import { monthNumbers } from '../../domain/incentive-claims/claim-period.ts';
import { holdsMonths, openClaimStatuses } from '../../domain/incentive-claims/incentive-claim.ts';
import { grantedAlready } from '../../domain/incentive-claims/never-granted.ts';
import type {
  FindOpenClaims,
  HoldMonths,
  ReadGrantedMonths,
} from '../../usecases/incentive-claims/claim-ports.ts';

export const readGrantedMonths: ReadGrantedMonths = async (tx, { id, tenancy, incentive }) => {
  const { rows } = await tx.query<{ month: number }>(
    'SELECT month FROM incentive_grant WHERE tenancy = $1 AND incentive = $2 AND claim <> $3 ORDER BY month',
    [tenancy, incentive, id],
  );
  return rows.map(({ month }) => month);
};

/** A month has one row in the register at most, so no two claims are granted for it, whoever comes first. */
export const holdMonths: HoldMonths = async (tx, id, claim) => {
  const { tenancy, incentive } = claim;
  if (!holdsMonths(claim)) {
    await tx.query('DELETE FROM incentive_grant WHERE claim = $1', [id]);
    return;
  }
  const months = monthNumbers(claim);
  await tx.query(
    `INSERT INTO incentive_grant (tenancy, incentive, month, claim)
     SELECT $1, $2, month, $4 FROM unnest($3::int[]) AS month ON CONFLICT (tenancy, incentive, month) DO NOTHING`,
    [tenancy, incentive.code, months, id],
  );
  const taken = (await readGrantedMonths(tx, { id, tenancy, incentive: incentive.code })).filter((month) =>
    months.includes(month),
  );
  if (taken.length > 0) throw grantedAlready(taken);
};

export const findOpenClaims: FindOpenClaims = async (tx, park, tenancy) => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM chassis.case_file
     WHERE kind = 'incentive-claim' AND park = $1 AND status = ANY ($2) AND state ->> 'tenancy' = $3 ORDER BY id`,
    [park, openClaimStatuses, tenancy],
  );
  return rows.map(({ id }) => id);
};
