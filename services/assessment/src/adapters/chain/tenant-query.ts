import type { SizeClass } from '@yuanqu/domain';
import type { ParkTenant } from '../../domain/chain/cover-chain.ts';
import type { ReadTenants } from '../../usecases/chain/chain-ports.ts';

const present = `SELECT u.area_hundredths, s.* FROM unit u JOIN unit_current s ON s.unit_id = u.id`;
const past = `
SELECT u.area_hundredths, s.* FROM unit u
CROSS JOIN LATERAL (
  SELECT o.status, o.uscc, o.industry FROM observation o WHERE o.unit_id = u.id AND o.observed_at <= $2
  ORDER BY o.observed_at DESC, o.update_id DESC, o.operator DESC LIMIT 1
) AS s`;

/** One row for each firm, and one without a firm: whether anything was observed at all. */
const tenantsIn = (observed: string): string => `
WITH standing AS (
  ${observed} WHERE u.park = $1 AND u.since <= $2 AND (u.retired_at IS NULL OR u.retired_at > $2)
)
SELECT s.uscc, f.name, coalesce(f.industry, max(s.industry)) AS industry, f.size_class AS "sizeClass",
       count(*)::int AS units, sum(s.area_hundredths)::text AS area, l.until AS "leavesOn"
FROM standing s LEFT JOIN enterprise f ON f.uscc = s.uscc
LEFT JOIN LATERAL (
  SELECT max(t.until) AS until FROM tenancy_term t
  WHERE t.park = $1 AND t.uscc = s.uscc AND NOT t.ended HAVING bool_and(t.leaving)
) AS l ON true
WHERE s.status = 'let' AND s.uscc IS NOT NULL
GROUP BY s.uscc, f.name, f.industry, f.size_class, l.until
UNION ALL
SELECT NULL, NULL, NULL, NULL, count(*)::int, '0', NULL FROM standing
ORDER BY uscc`;

const presentTenants = tenantsIn(present);
const pastTenants = tenantsIn(past);

export const readTenants: ReadTenants = async (db, park, { now, at }) => {
  const { rows } = await db.query<TenantRow>(at ? pastTenants : presentTenants, [park, at ?? now]);
  const isObserved = rows.some(({ uscc, units }) => uscc === null && units > 0);
  if (!isObserved) return undefined;
  const tenants = rows.flatMap(toTenant);
  // Who leaves is known for the present only.
  return at ? tenants.map((tenant) => Object.assign(tenant, { leavesOn: undefined })) : tenants;
};

interface TenantRow {
  readonly uscc: string | null;
  readonly name: string | null;
  readonly industry: string | null;
  readonly sizeClass: SizeClass | null;
  readonly units: number;
  readonly area: string;
  readonly leavesOn: string | null;
}

const toTenant = ({ uscc, name, industry, sizeClass, units, area, leavesOn }: TenantRow): ParkTenant[] =>
  uscc === null
    ? []
    : [
        {
          uscc,
          units,
          areaHundredths: BigInt(area),
          ...(name !== null && { name }),
          ...(industry !== null && { industry }),
          ...(sizeClass !== null && { sizeClass }),
          ...(leavesOn !== null && { leavesOn }),
        },
      ];
