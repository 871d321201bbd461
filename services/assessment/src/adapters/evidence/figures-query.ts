import { enterpriseFiguresReported } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { ReportedFigures } from '../../domain/evidence/park-evidence.ts';
import { type EvidenceWanted, figuresGroup } from '../../usecases/evidence/evidence-ports.ts';
import { knownBy, marksOf } from './known-by.ts';

/** Of each enterprise's month the newest version; beside it the tenants, so that who did not report is counted. */
const sums = `
WITH newest AS (
  SELECT DISTINCT ON (park, uscc) park, uscc, output_fen, tax_fen
  FROM enterprise_figures f
  WHERE month = $1 AND ${knownBy('f', `'${enterpriseFiguresReported.topic}'`, 4)}
  ORDER BY park, uscc, version DESC
), tenant AS (
  SELECT park COLLATE "C" AS park, uscc COLLATE "C" AS uscc FROM unnest($2::text[], $3::text[]) AS t (park, uscc)
)
SELECT park, sum(n.output_fen)::text AS "outputFen", count(n.output_fen)::int AS "outputFirms",
       sum(n.tax_fen)::text AS "taxFen", count(n.tax_fen)::int AS "taxFirms", count(t.uscc)::int AS tenants,
       count(*) FILTER (WHERE t.uscc IS NOT NULL AND n.uscc IS NOT NULL)::int AS reporting
FROM newest n FULL JOIN tenant t USING (park, uscc)
GROUP BY park`;

/** What enterprises reported of a month, summed up by park. */
export async function readFigureSums(
  db: Executor,
  { month, tenants, watermarks }: EvidenceWanted,
): Promise<ReadonlyMap<string, ReportedFigures>> {
  const { rows } = await db.query<Row>(sums, [
    month,
    tenants.map(({ park }) => park),
    tenants.map(({ uscc }) => uscc),
    ...marksOf(watermarks, figuresGroup),
  ]);
  return new Map(
    rows.map(({ park, outputFen, taxFen, ...counts }) => [
      park,
      {
        ...counts,
        ...(outputFen !== null && { outputFen: BigInt(outputFen) }),
        ...(taxFen !== null && { taxFen: BigInt(taxFen) }),
      },
    ]),
  );
}

interface Row extends Omit<ReportedFigures, 'outputFen' | 'taxFen'> {
  readonly park: string;
  readonly outputFen: string | null;
  readonly taxFen: string | null;
}
