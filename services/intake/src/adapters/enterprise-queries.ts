import type { Executor } from '@yuanqu/messaging';
import type {
  ListedTask,
  ListEnterprises,
  ListTasks,
  ReadEnterprise,
} from '../usecases/enterprise-queries.ts';
import { enterpriseColumns, enterpriseOf, type EnterpriseRow } from './enterprise-registry.ts';

export const listEnterprises =
  (db: Executor): ListEnterprises =>
  async ({ scope, only, provisional, after, limit }) => {
    const { rows } = await db.query<EnterpriseRow>(
      `SELECT * FROM (
         SELECT ${enterpriseColumns} FROM enterprise e
         WHERE ($1::boolean IS NULL OR e.provisional = $1) AND ($2::text IS NULL OR e.id > $2)
           AND ($5::text IS NULL OR e.id = $5)
       ) AS found
       WHERE $3::text[] IS NULL OR parks = '{}' OR parks && $3
       ORDER BY id LIMIT $4`,
      [provisional ?? null, after ?? null, scope === '*' ? null : scope, limit, only ?? null],
    );
    return rows.map(enterpriseOf);
  };

export const readEnterprise =
  (db: Executor): ReadEnterprise =>
  async (id) => {
    const { rows } = await db.query<EnterpriseRow>(
      `SELECT ${enterpriseColumns} FROM enterprise e WHERE e.id = $1`,
      [id],
    );
    return rows[0] && enterpriseOf(rows[0]);
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
