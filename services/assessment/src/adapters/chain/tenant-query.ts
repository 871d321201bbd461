import type { SizeClass } from '@yuanqu/domain';
import type { ParkTenant } from '../../domain/chain/cover-chain.ts';
import type { ReadTenants, ReadTenantsOfParks } from '../../usecases/chain/chain-ports.ts';

const present = `SELECT u.park, u.area_hundredths, s.status, s.uscc, s.industry FROM unit u JOIN unit_current s ON s.unit_id = u.id`;
const past = `
SELECT u.park, u.area_hundredths, s.* FROM unit u
CROSS JOIN LATERAL (
  SELECT o.status, o.uscc, o.industry FROM observation o WHERE o.unit_id = u.id AND o.observed_at <= $2
  ORDER BY o.observed_at DESC, o.update_id DESC, o.operator DESC LIMIT 1
) AS s`;

/** One row for each firm of a park, and one without a firm for each park where anything was observed at all. */
const tenantsIn = (observed: string): string => `
WITH standing AS (
  ${observed} WHERE u.park = ANY ($1::text[]) AND u.since <= $2 AND (u.retired_at IS NULL OR u.retired_at > $2)
)
SELECT s.park, s.uscc, f.name, coalesce(f.industry, max(s.industry)) AS industry, f.size_class AS "sizeClass",
       count(*)::int AS units, sum(s.area_hundredths)::text AS area, l.until AS "leavesOn"
FROM standing s LEFT JOIN enterprise f ON f.uscc = s.uscc
LEFT JOIN LATERAL (
  SELECT max(t.until) AS until FROM tenancy_term t
  WHERE t.park = s.park AND t.uscc = s.uscc AND NOT t.ended HAVING bool_and(t.leaving)
) AS l ON true
WHERE s.status = 'let' AND s.uscc IS NOT NULL
GROUP BY s.park, s.uscc, f.name, f.industry, f.size_class, l.until
UNION ALL
SELECT park, NULL, NULL, NULL, NULL, count(*)::int, '0', NULL FROM standing GROUP BY park
ORDER BY park, uscc`;

const presentTenants = tenantsIn(present);
const pastTenants = tenantsIn(past);

export const readTenants: ReadTenants = async (db, park, time) =>
  (await readTenantsOfParks(db, [park], time)).get(park);

/** One statement, whatever the number of parks. */
export const readTenantsOfParks: ReadTenantsOfParks = async (db, parks, { now, at }) => {
  const { rows } = await db.query<TenantRow>(at ? pastTenants : presentTenants, [parks, at ?? now]);
  // Who leaves is known for the present only.
  const known = at ? rows.map((row) => Object.assign(row, { leavesOn: null })) : rows;
  const byPark = Map.groupBy(known, ({ park }) => park);
  return new Map([...byPark].map(([park, some]) => [park, some.flatMap(toTenant)]));
};

interface TenantRow {
  readonly park: string;
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
