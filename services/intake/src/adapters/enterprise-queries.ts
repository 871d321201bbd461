import type { Executor } from '@yuanqu/messaging';
import type {
  ListedTask,
  ListEnterprises,
  ListTasks,
  ReadEnterprise,
} from '../usecases/enterprise-queries.ts';
import { enterpriseColumns, enterpriseOf, type EnterpriseRow, heldParks } from './enterprise-registry.ts';

export const listEnterprises =
  (db: Executor): ListEnterprises =>
  async ({ scope, only, provisional, after, limit }) => {
    const { rows } = await db.query<EnterpriseRow>(
      `SELECT ${enterpriseColumns} FROM enterprise e ${heldParks()}
       WHERE e.merged_into IS NULL AND ($1::boolean IS NULL OR e.provisional = $1) AND ($2::text IS NULL OR e.id > $2)
         AND ($5::text IS NULL OR e.id = $5)
         AND ($3::text[] IS NULL OR held.parks IS NULL OR held.parks && $3)
       ORDER BY e.id LIMIT $4`,
      [provisional ?? null, after ?? null, scope === '*' ? null : scope, limit, only ?? null],
    );
    return rows.map(enterpriseOf);
  };

export const readEnterprise =
  (db: Executor): ReadEnterprise =>
  async (id) => {
    const { rows } = await db.query<EnterpriseRow & { readonly mergedFrom: readonly string[] }>(
      `SELECT ${enterpriseColumns},
              ARRAY(SELECT m.id FROM enterprise m WHERE m.merged_into = e.id ORDER BY m.id) AS "mergedFrom"
       FROM enterprise asked JOIN enterprise e ON e.id = coalesce(asked.merged_into, asked.id)
       ${heldParks('ARRAY(SELECT coalesce(a.merged_into, a.id) FROM enterprise a WHERE a.id = $1)')}
       WHERE asked.id = $1`,
      [id],
    );
    const [row] = rows;
    if (!row) return undefined;
    const { mergedFrom, ...enterprise } = row;
    return Object.assign(enterpriseOf(enterprise), { mergedFrom });
  };

export const listTasks =
  (db: Executor): ListTasks =>
  async ({ scope, park, open, before, limit }) => {
    const { rows } = await db.query<ListedTask>(
      `SELECT id, kind, park, about, opened_at AS "openedAt", due_at AS "dueAt", closed_at AS "closedAt", closed_by AS "closedBy"
       FROM task
       WHERE ($1::text[] IS NULL OR park = ANY ($1)) AND ($2::text IS NULL OR park = $2)
         AND ($3::boolean IS NULL OR (closed_at IS NULL) = $3) AND ($4::uuid IS NULL OR id < $4)
       ORDER BY id DESC LIMIT $5`,
      [scope === '*' ? null : scope, park ?? null, open ?? null, before ?? null, limit],
    );
    return rows;
  };
