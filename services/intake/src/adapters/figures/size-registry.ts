import type { Month } from '@yuanqu/domain';
import type { ReadReportedMonths, SaveSizes } from '../../usecases/figures/figures-ports.ts';

/** A month's revenue is known when each park's is, and final. */
export const readReportedMonths: ReadReportedMonths = async (tx, usccs, from) => {
  const { rows } = await tx.query<{
    uscc: string;
    month: Month;
    revenue: string | null;
    staff: string | null;
  }>(
    `SELECT f.enterprise AS uscc, f.month, sum(f.staff) AS staff,
            CASE WHEN bool_and(f.stage = 'final' AND f.revenue_fen IS NOT NULL) THEN sum(f.revenue_fen)::text END AS revenue
     FROM enterprise_figures f
     WHERE f.enterprise = ANY ($1) AND f.month >= $2 AND NOT f.superseded
       AND num_nonnulls(f.output_fen, f.revenue_fen, f.tax_fen, f.staff) > 0
     GROUP BY f.enterprise, f.month`,
    [usccs, from],
  );
  const months = rows.map(({ uscc, month, revenue, staff }) => ({
    uscc,
    month,
    revenueFen: revenue === null ? undefined : BigInt(revenue),
    staff: staff === null ? undefined : Number(staff),
  }));
  return Map.groupBy(months, ({ uscc }) => uscc);
};

export const saveSizes: SaveSizes = async (tx, resized, now) => {
  await tx.query(
    `UPDATE enterprise e
     SET size_class = now.size_class, reported_until = now.until, reported_revenue_fen = now.revenue,
         reported_staff = now.staff, revision = now.revision, changed_at = $7
     FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::int[], $6::int[])
       AS now (id, size_class, until, revenue, staff, revision)
     WHERE e.id = now.id`,
    [
      resized.map(({ uscc }) => uscc),
      resized.map(({ sizeClass }) => sizeClass),
      resized.map(({ reported }) => reported?.until),
      resized.map(({ reported }) => reported?.revenueFen.toString()),
      resized.map(({ reported }) => reported?.staff),
      resized.map(({ revision }) => revision),
      now,
    ],
  );
};
