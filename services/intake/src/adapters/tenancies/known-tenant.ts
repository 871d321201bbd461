import type { FindOpenTenancy, ReadKnownTenant } from '../../usecases/tenancies/tenancy-ports.ts';

export const readKnownTenant: ReadKnownTenant = async (tx, uscc) => {
  const { rows } = await tx.query<{ id: string; name: string | null; isIt: boolean }>(
    `SELECT e.id, e.name, e.merged_into IS NULL AS "isIt" FROM enterprise e
     WHERE coalesce(e.merged_into, e.id) = (SELECT coalesce(m.merged_into, m.id) FROM enterprise m WHERE m.id = $1)`,
    [uscc],
  );
  return {
    codes: new Set([uscc, ...rows.map(({ id }) => id)]),
    name: rows.find(({ isIt }) => isIt)?.name ?? undefined,
  };
};

export const findOpenTenancy: FindOpenTenancy = async (tx, application) => {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT c.id FROM chassis.case_file a
     JOIN chassis.case_file c ON c.kind = 'tenancy' AND c.park = a.park AND c.status NOT IN ('lapsed', 'ended')
     WHERE a.kind = 'application' AND a.id = $1 AND c.state ->> 'application' = $1::text LIMIT 1`,
    [application],
  );
  return rows[0]?.id;
};
