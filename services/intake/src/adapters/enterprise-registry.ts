import type { Month } from '@yuanqu/domain';
import type { KnownEnterprise } from '../domain/enterprise-facts.ts';
import type {
  CloseCompletionTasks,
  ClosedTask,
  LockEnterprises,
  SaveEnterprises,
} from '../usecases/registry-ports.ts';

/** SQL of enterprises `e` with their facts; needs `heldParks`. */
export const enterpriseColumns = `
  e.id, e.name, e.industry, e.staff, e.revenue_fen::text AS "revenueFen", e.assets_fen::text AS "assetsFen",
  e.size_class AS "sizeClass", e.provisional, e.revision, e.demo, e.merged_into AS "mergedInto",
  e.reported_until AS "reportedUntil", e.reported_revenue_fen::text AS "reportedRevenueFen",
  e.reported_staff AS "reportedStaff", coalesce(held.parks, '{}') AS parks`;

/**
 * SQL that joins to enterprises `e` the parks where they hold units now, as `held`: in one pass over the units, whose
 * tenants no index may find. Units of those that were merged are the other's. Of the ids in the parameter only.
 */
export const heldParks = (ids?: string): string => `
  LEFT JOIN (
    SELECT coalesce(m.merged_into, u.uscc) AS holder, array_agg(DISTINCT u.park ORDER BY u.park) AS parks
    FROM unit u LEFT JOIN enterprise m ON m.id = u.uscc AND m.merged_into IS NOT NULL
    WHERE u.status IN ('let', 'reserved') AND u.retired_at IS NULL
      ${ids === undefined ? '' : `AND coalesce(m.merged_into, u.uscc) = ANY (${ids})`}
    GROUP BY 1
  ) AS held ON held.holder = e.id`;

export type EnterpriseRow = {
  readonly [Name in Exclude<keyof KnownEnterprise, 'reported'>]: Name extends 'revenueFen' | 'assetsFen'
    ? string | null
    : Exclude<KnownEnterprise[Name], undefined> | (undefined extends KnownEnterprise[Name] ? null : never);
} & ReportedRow;

interface ReportedRow {
  readonly reportedUntil: Month | null;
  readonly reportedRevenueFen: string | null;
  readonly reportedStaff: number | null;
}

export const enterpriseOf = ({
  reportedUntil,
  reportedRevenueFen,
  reportedStaff,
  ...row
}: EnterpriseRow): KnownEnterprise => ({
  ...row,
  name: row.name ?? undefined,
  industry: row.industry ?? undefined,
  staff: row.staff ?? undefined,
  revenueFen: row.revenueFen === null ? undefined : BigInt(row.revenueFen),
  assetsFen: row.assetsFen === null ? undefined : BigInt(row.assetsFen),
  sizeClass: row.sizeClass ?? undefined,
  mergedInto: row.mergedInto ?? undefined,
  reported:
    reportedUntil === null || reportedRevenueFen === null
      ? undefined
      : { until: reportedUntil, revenueFen: BigInt(reportedRevenueFen), staff: reportedStaff ?? undefined },
});

export const lockEnterprises: LockEnterprises = async (tx, ids) => {
  const { rows } = await tx.query<EnterpriseRow>(
    `SELECT ${enterpriseColumns} FROM enterprise e ${heldParks('$1')}
     WHERE e.id = ANY ($1) ORDER BY e.id FOR NO KEY UPDATE OF e`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, enterpriseOf(row)]));
};

export const saveEnterprises: SaveEnterprises = async (tx, enterprises, now) => {
  await tx.query(
    `WITH given AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::bigint[], $7::text[], $8::int[],
                              $10::text[], $11::bigint[], $12::int[])
         AS given (id, name, industry, staff, revenue_fen, assets_fen, size_class, revision,
                   reported_until, reported_revenue_fen, reported_staff)
     ), known AS (
       UPDATE enterprise e
       SET name = given.name, industry = given.industry, staff = given.staff, revenue_fen = given.revenue_fen,
           assets_fen = given.assets_fen, size_class = given.size_class, provisional = false,
           reported_until = given.reported_until, reported_revenue_fen = given.reported_revenue_fen,
           reported_staff = given.reported_staff,
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
      enterprises.map(({ reported }) => reported?.until),
      enterprises.map(({ reported }) => reported?.revenueFen.toString()),
      enterprises.map(({ reported }) => reported?.staff),
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
