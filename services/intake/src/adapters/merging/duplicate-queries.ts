import type { Executor } from '@yuanqu/messaging';
import type { Suspicion } from '../../domain/merging/duplicates.ts';
import type { FindSuspicions, ReadEnterprises } from '../../usecases/merging/merging-ports.ts';
import { enterpriseColumns, enterpriseOf, type EnterpriseRow, heldParks } from '../enterprise-registry.ts';

// Width, case, brackets and points differ from one register to the next.
const plainName = (name: string): string =>
  `lower(regexp_replace(normalize(${name}, NFKC), '[[:space:][:punct:]·]', '', 'g'))`;

/** Those whom nobody registered have the name that they signed a contract with. What was dismissed is left out. */
export const findSuspicions =
  (db: Executor): FindSuspicions =>
  async (limit) => {
    const { rows } = await db.query<Suspicion>(
      `WITH living AS MATERIALIZED (
         SELECT id, uscc, name, provisional FROM enterprise WHERE merged_into IS NULL
       ), named AS MATERIALIZED (
         SELECT id, name, ${plainName('name')} AS plain FROM living WHERE name IS NOT NULL
         UNION
         SELECT c.party, c.state -> 'tenant' ->> 'name', ${plainName("c.state -> 'tenant' ->> 'name'")}
         FROM chassis.case_file c JOIN living ON living.id = c.party AND living.provisional
         WHERE c.kind = 'tenancy'
       ), found AS (
         SELECT DISTINCT ON (least(a.id, b.id), greatest(a.id, b.id))
                'same-name' AS reason, a.id AS one, b.id AS other, a.name AS common
         FROM named a JOIN named b ON b.plain = a.plain AND a.id < b.id WHERE a.plain <> ''
         UNION ALL
         SELECT 'same-organisation', a.id, b.id, substr(a.id, 9, 9)
         FROM living a JOIN living b ON substr(b.id, 9, 9) = substr(a.id, 9, 9) AND a.id < b.id
         WHERE a.uscc IS NOT NULL AND b.uscc IS NOT NULL
         UNION ALL
         SELECT DISTINCT 'same-unit', seen.id, contracted.id, u.park || ' ' || u.code
         FROM unit_tenancy t JOIN unit u ON u.id = t.unit AND u.status = 'let'
         JOIN chassis.case_file c ON c.kind = 'tenancy' AND c.id = t.tenancy
         JOIN living seen ON seen.id = u.uscc AND seen.provisional
         JOIN living contracted ON contracted.id = c.party AND NOT contracted.provisional
         WHERE seen.id <> contracted.id
       )
       SELECT reason, one, other, common FROM found
       WHERE NOT EXISTS (
         SELECT FROM enterprise_distinction d
         WHERE d.one = least(found.one, found.other) AND d.other = greatest(found.one, found.other)
           AND d.undone_at IS NULL
       )
       ORDER BY one, other, reason LIMIT $1`,
      [limit],
    );
    return rows;
  };

export const readEnterprises =
  (db: Executor): ReadEnterprises =>
  async (ids) => {
    const { rows } = await db.query<EnterpriseRow>(
      `SELECT ${enterpriseColumns} FROM enterprise e ${heldParks('$1')} WHERE e.id = ANY ($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, enterpriseOf(row)]));
  };
