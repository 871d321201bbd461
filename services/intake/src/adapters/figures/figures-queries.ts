import type { Executor } from '@yuanqu/messaging';
import type { FiguresReport } from '../../domain/figures/figures.ts';
import type { FiguresVersion, ListFigures } from '../../usecases/figures/figures-ports.ts';
import type { ParkScope } from '../../usecases/registry-queries.ts';
import { figuresColumns, figuresOf, type FiguresRow } from './figures-registry.ts';

type VersionRow = FiguresRow & Pick<FiguresVersion, 'enteredBy' | 'enteredAt'>;

export const listFigures =
  (db: Executor): ListFigures =>
  async ({ uscc, scope, park, from, until, after, limit }) => {
    const { rows } = await db.query<VersionRow & { readonly park: string; readonly month: string }>(
      `WITH shown AS (
         SELECT enterprise, park, month FROM enterprise_figures
         WHERE enterprise = $1 AND NOT superseded AND ($2::text[] IS NULL OR park = ANY ($2)) AND ($3::text IS NULL OR park = $3)
           AND ($4::text IS NULL OR month >= $4) AND ($5::text IS NULL OR month <= $5)
           AND ($6::text IS NULL OR month < $6 OR (month = $6 AND park > $7))
         ORDER BY month DESC, park LIMIT $8
       )
       SELECT f.park, f.month, ${figuresColumns}, f.entered_by AS "enteredBy", f.entered_at AS "enteredAt"
       FROM shown JOIN enterprise_figures f USING (enterprise, park, month)
       ORDER BY f.month DESC, f.park, f.version DESC`,
      [uscc, scope === '*' ? null : scope, park, from, until, after?.[0], after?.[1], limit],
    );
    const byPlace = Map.groupBy(rows, (row) => `${row.month}\n${row.park}`);
    return Array.from(byPlace.values(), (versions) => ({
      park: versions[0]?.park ?? '',
      month: versions[0]?.month ?? '',
      versions: versions.map(({ park: _park, month: _month, ...version }) => figuresOf(version)),
    }));
  };

/** The figures of a month that count, by park and enterprise. */
export const exportFigures =
  (db: Executor) =>
  async (scope: ParkScope, month: string): Promise<readonly FiguresReport[]> => {
    const { rows } = await db.query<FiguresRow & Pick<FiguresReport, 'uscc' | 'park' | 'month'>>(
      `SELECT f.enterprise AS uscc, f.park, f.month, ${figuresColumns} FROM enterprise_figures f
       WHERE f.month = $1 AND NOT f.superseded AND ($2::text[] IS NULL OR f.park = ANY ($2))
         AND num_nonnulls(f.output_fen, f.revenue_fen, f.tax_fen, f.staff) > 0
       ORDER BY f.park, f.enterprise`,
      [month, scope === '*' ? null : scope],
    );
    return rows.map(figuresOf);
  };
