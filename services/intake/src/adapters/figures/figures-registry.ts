import type { Uscc } from '@yuanqu/domain';
import type { KnownFigures } from '../../domain/figures/figures.ts';
import { placeKey } from '../../domain/figures/figures.ts';
import type {
  LockReporters,
  ReadMerged,
  ReadKnownFigures,
  Reporter,
  SaveFigures,
} from '../../usecases/figures/figures-ports.ts';
import { enterpriseColumns, enterpriseOf, type EnterpriseRow } from '../enterprise-registry.ts';

export const lockReporters: LockReporters = async (tx, usccs) => {
  const { rows } = await tx.query<EnterpriseRow & Pick<Reporter, 'figuresRevision'>>(
    `SELECT ${enterpriseColumns}, e.figures_revision AS "figuresRevision"
     FROM enterprise e CROSS JOIN (SELECT NULL::text[] AS parks) AS held
     WHERE e.id = ANY ($1) AND e.uscc IS NOT NULL ORDER BY e.id FOR NO KEY UPDATE OF e`,
    [usccs],
  );
  return new Map(
    rows.map(({ figuresRevision, ...row }) => {
      const { id, parks: _parks, ...enterprise } = enterpriseOf(row);
      return [id, { ...enterprise, uscc: id, figuresRevision }];
    }),
  );
};

export const readMerged: ReadMerged = async (tx, usccs) => {
  const { rows } = await tx.query<{ id: string; into: Uscc }>(
    'SELECT id, merged_into AS "into" FROM enterprise WHERE id = ANY ($1) AND merged_into IS NOT NULL',
    [usccs],
  );
  return new Map(rows.map(({ id, into }) => [id, into]));
};

/** SQL of a version of figures; bigints come as text. */
export const figuresColumns = `
  f.version, f.stage, f.source, f.output_fen::text AS "outputFen", f.revenue_fen::text AS "revenueFen",
  f.tax_fen::text AS "taxFen", f.staff, f.reason`;

export type FiguresRow = Pick<KnownFigures, 'version' | 'stage' | 'source'> & {
  readonly outputFen: string | null;
  readonly revenueFen: string | null;
  readonly taxFen: string | null;
  readonly staff: number | null;
  readonly reason: string | null;
};

export const figuresOf = <Row extends FiguresRow>(row: Row) => ({
  ...row,
  outputFen: fen(row.outputFen),
  revenueFen: fen(row.revenueFen),
  taxFen: fen(row.taxFen),
  staff: row.staff ?? undefined,
  reason: row.reason ?? undefined,
});

const fen = (text: string | null): bigint | undefined => (text === null ? undefined : BigInt(text));

/** LIMIT keeps it to one look-up by key for each: while a large table comes in, nothing is known of its size yet. */
export const readKnownFigures: ReadKnownFigures = async (tx, places) => {
  const { rows } = await tx.query<FiguresRow & Pick<KnownFigures, 'uscc' | 'park' | 'month'>>(
    `SELECT f.enterprise AS uscc, f.park, f.month, ${figuresColumns}
     FROM unnest($1::text[], $2::text[], $3::text[]) AS place (enterprise, park, month)
     CROSS JOIN LATERAL (
       SELECT * FROM enterprise_figures known
       WHERE known.enterprise = place.enterprise AND known.park = place.park AND known.month = place.month
         AND NOT known.superseded
       LIMIT 1
     ) AS f`,
    [places.map(({ uscc }) => uscc), places.map(({ park }) => park), places.map(({ month }) => month)],
  );
  return new Map(rows.map((row) => [placeKey(row), figuresOf(row)]));
};

export const saveFigures: SaveFigures = async (tx, entered, reporters) => {
  const figures = entered.map((one) => one.figures);
  const places = [
    figures.map(({ uscc }) => uscc),
    figures.map(({ park }) => park),
    figures.map(({ month }) => month),
  ];
  if (figures.some(({ version }) => version > 1))
    await tx.query(
      `UPDATE enterprise_figures f SET superseded = true
       FROM unnest($1::text[], $2::text[], $3::text[]) AS place (enterprise, park, month)
       WHERE f.enterprise = place.enterprise AND f.park = place.park AND f.month = place.month AND NOT f.superseded`,
      places,
    );
  await tx.query(insertStatement, [
    ...places,
    figures.map(({ version }) => version),
    figures.map(({ stage }) => stage),
    figures.map(({ source }) => source),
    figures.map(({ outputFen }) => outputFen?.toString()),
    figures.map(({ revenueFen }) => revenueFen?.toString()),
    figures.map(({ taxFen }) => taxFen?.toString()),
    figures.map(({ staff }) => staff),
    figures.map(({ reason }) => reason),
    entered.map(({ by }) => by),
    entered.map(({ at }) => at),
    reporters.map(({ uscc }) => uscc),
    reporters.map(({ figuresRevision }) => figuresRevision),
  ]);
};

const insertStatement = `
  WITH counted AS (
    UPDATE enterprise e SET figures_revision = now.revision
    FROM unnest($14::text[], $15::int[]) AS now (id, revision) WHERE e.id = now.id
  )
  INSERT INTO enterprise_figures
    (enterprise, park, month, version, stage, source, output_fen, revenue_fen, tax_fen, staff, reason, entered_by, entered_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::bigint[], $8::bigint[],
                       $9::bigint[], $10::int[], $11::text[], $12::text[], $13::timestamptz[])`;
