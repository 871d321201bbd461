import type { ReadSpaceOf } from '../../usecases/service-requests/command-service-request.ts';

/** By observation, by intent or contract; under a code that was merged with the tenant's too. */
export const readSpaceOf: ReadSpaceOf = async (db, { park, tenant, unit }) => {
  const { rows } = await db.query<{ held: readonly string[]; usage: string | null }>(statement, [
    park,
    tenant.uscc ?? null,
    tenant.name,
    unit ?? null,
  ]);
  const { held = [], usage = null } = rows[0] ?? {};
  return { held: new Set(held), usage: usage ?? undefined };
};

const statement = `
  WITH codes AS (
    SELECT $2::text AS code WHERE $2::text IS NOT NULL
    UNION SELECT e.id FROM enterprise e
    WHERE coalesce(e.merged_into, e.id) = (SELECT coalesce(m.merged_into, m.id) FROM enterprise m WHERE m.id = $2)
  ), held AS (
    SELECT u.code FROM unit u
    WHERE u.park = $1 AND u.retired_at IS NULL AND u.status IN ('let', 'reserved') AND u.uscc IN (SELECT code FROM codes)
    UNION SELECT u.code
    FROM unit_tenancy t JOIN unit u ON u.id = t.unit JOIN chassis.case_file c ON c.kind = 'tenancy' AND c.id = t.tenancy
    WHERE u.park = $1 AND (c.party IN (SELECT code FROM codes)
      OR $2::text IS NULL AND c.party IS NULL AND c.state -> 'tenant' ->> 'name' = $3)
  )
  SELECT ARRAY(SELECT code FROM held) AS held,
         (SELECT usage FROM unit WHERE park = $1 AND code = $4 AND retired_at IS NULL) AS usage`;
