import type { KnownEnterprise } from '../domain/enterprise-facts.ts';
import type {
  CloseCompletionTasks,
  ClosedTask,
  LockEnterprises,
  SaveEnterprises,
} from '../usecases/registry-ports.ts';

/** SQL of an enterprise's facts; its parks are those where it holds units now. */
export const enterpriseColumns = `
  e.id, e.name, e.industry, e.staff, e.revenue_fen::text AS "revenueFen", e.assets_fen::text AS "assetsFen",
  e.size_class AS "sizeClass", e.provisional, e.revision, e.demo,
  ARRAY(SELECT DISTINCT u.park FROM unit u
        WHERE u.uscc = e.id AND u.status IN ('let', 'reserved') AND u.retired_at IS NULL ORDER BY u.park) AS parks`;

export type EnterpriseRow = {
  readonly [Name in keyof KnownEnterprise]: Name extends 'revenueFen' | 'assetsFen'
    ? string | null
    : Exclude<KnownEnterprise[Name], undefined> | (undefined extends KnownEnterprise[Name] ? null : never);
};

export const enterpriseOf = (row: EnterpriseRow): KnownEnterprise => ({
  ...row,
  name: row.name ?? undefined,
  industry: row.industry ?? undefined,
  staff: row.staff ?? undefined,
  revenueFen: row.revenueFen === null ? undefined : BigInt(row.revenueFen),
  assetsFen: row.assetsFen === null ? undefined : BigInt(row.assetsFen),
  sizeClass: row.sizeClass ?? undefined,
});

export const lockEnterprises: LockEnterprises = async (tx, usccs) => {
  const { rows } = await tx.query<EnterpriseRow>(
    `SELECT ${enterpriseColumns} FROM enterprise e WHERE e.id = ANY ($1) ORDER BY e.id FOR NO KEY UPDATE OF e`,
    [usccs],
  );
  return new Map(rows.map((row) => [row.id, enterpriseOf(row)]));
};

export const saveEnterprises: SaveEnterprises = async (tx, enterprises, now) => {
  await tx.query(
    `WITH given AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::bigint[], $7::text[], $8::int[])
         AS given (id, name, industry, staff, revenue_fen, assets_fen, size_class, revision)
     ), known AS (
       UPDATE enterprise e
       SET name = given.name, industry = given.industry, staff = given.staff, revenue_fen = given.revenue_fen,
           assets_fen = given.assets_fen, size_class = given.size_class, provisional = false,
           revision = given.revision, changed_at = $9
       FROM given WHERE e.id = given.id AND given.revision > 1
     )
     INSERT INTO enterprise (id, uscc, name, industry, staff, revenue_fen, assets_fen, size_class, provisional, revision, created_at, changed_at)
     SELECT id, id, name, industry, staff, revenue_fen, assets_fen, size_class, false, 1, $9::timestamptz, $9
     FROM given WHERE revision = 1 ORDER BY id`,
    [
      enterprises.map(({ uscc }) => uscc),
      enterprises.map(({ name }) => name),
      enterprises.map(({ industry }) => industry),
      enterprises.map(({ staff }) => staff),
      enterprises.map(({ revenueFen }) => revenueFen?.toString()),
      enterprises.map(({ assetsFen }) => assetsFen?.toString()),
      enterprises.map(({ sizeClass }) => sizeClass),
      enterprises.map(({ revision }) => revision),
      now,
    ],
  );
};

export const closeCompletionTasks: CloseCompletionTasks = async (tx, usccs, by, now) => {
  const { rows } = await tx.query<ClosedTask>(
    `UPDATE task SET closed_at = $3, closed_by = $2, revision = revision + 1
     WHERE kind = 'complete-enterprise' AND about = ANY ($1) AND closed_at IS NULL
     RETURNING id, kind, park, about, revision`,
    [usccs, by, now],
  );
  return rows;
};
