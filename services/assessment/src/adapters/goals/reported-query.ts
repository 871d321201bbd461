import type { Month } from '@yuanqu/domain';
import { noFigures } from '../../domain/evidence/park-evidence.ts';
import type { MonthReport } from '../../domain/goals/reported-total.ts';
import type { ReadReported } from '../../usecases/goals/measure-goal.ts';

/** Of each enterprise's month the newest version by then; beside it the tenants, so that who did not report is counted. */
const sums = `
WITH newest AS (
  SELECT DISTINCT ON (month, uscc) month, uscc, output_fen, tax_fen FROM enterprise_figures
  WHERE park = $1 AND month = ANY ($2::text[]) AND arrived_at <= $5
  ORDER BY month, uscc, version DESC
), tenant AS (
  SELECT month COLLATE "C" AS month, uscc COLLATE "C" AS uscc FROM unnest($3::text[], $4::text[]) AS t (month, uscc)
)
SELECT month, sum(n.output_fen)::text AS "outputFen", count(n.output_fen)::int AS "outputFirms",
       sum(n.tax_fen)::text AS "taxFen", count(n.tax_fen)::int AS "taxFirms", count(t.uscc)::int AS tenants,
       count(*) FILTER (WHERE t.uscc IS NOT NULL AND n.uscc IS NOT NULL)::int AS reporting
FROM newest n FULL JOIN tenant t USING (month, uscc)
GROUP BY month`;

export const readReported: ReadReported = async (db, { park, months, tenants, knownAt }) => {
  const { rows } = await db.query<Row>(sums, [
    park,
    months,
    tenants.map(({ month }) => month),
    tenants.map(({ uscc }) => uscc),
    knownAt,
  ]);
  const reports = new Map(rows.map((row) => [row.month, toReport(row)]));
  return months.map((month) => reports.get(month) ?? { ...noFigures, month });
};

interface Row extends Omit<MonthReport, 'outputFen' | 'taxFen'> {
  readonly month: Month;
  readonly outputFen: string | null;
  readonly taxFen: string | null;
}

const toReport = ({ outputFen, taxFen, ...row }: Row): MonthReport => ({
  ...row,
  ...(outputFen !== null && { outputFen: BigInt(outputFen) }),
  ...(taxFen !== null && { taxFen: BigInt(taxFen) }),
});
