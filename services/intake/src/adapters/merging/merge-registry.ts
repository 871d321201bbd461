import { dropPartyAlias, setPartyAlias } from '@yuanqu/service-kit';
import type { Executor } from '@yuanqu/messaging';
import type { KnownFigures } from '../../domain/figures/figures.ts';
import type { TransferredMonth } from '../../domain/merging/transfer-figures.ts';
import type { ListMergers, Merger, MergingPorts } from '../../usecases/merging/merging-ports.ts';
import { figuresColumns, figuresOf, type FiguresRow } from '../figures/figures-registry.ts';

type PlacedRow = FiguresRow & Pick<KnownFigures, 'uscc' | 'park' | 'month'>;
const placed = `f.enterprise AS uscc, f.park, f.month, ${figuresColumns}`;

export const mergedInto: MergingPorts['mergedInto'] = async (tx, id) => {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM enterprise WHERE merged_into = $1 ORDER BY id',
    [id],
  );
  return rows.map((row) => row.id);
};

export const allFigures: MergingPorts['allFigures'] = async (tx, uscc) => {
  const { rows } = await tx.query<PlacedRow>(
    `SELECT ${placed} FROM enterprise_figures f WHERE f.enterprise = $1 AND NOT f.superseded ORDER BY f.month, f.park`,
    [uscc],
  );
  return rows.map(figuresOf);
};

export const figuresAt: MergingPorts['figuresAt'] = async (tx, uscc, months) => {
  const { rows } = await tx.query<PlacedRow>(
    `SELECT ${placed} FROM unnest($2::text[], $3::text[], $4::int[]) AS at (park, month, version)
     JOIN enterprise_figures f USING (park, month, version) WHERE f.enterprise = $1`,
    [
      uscc,
      months.map(({ park }) => park),
      months.map(({ month }) => month),
      months.map(({ version }) => version),
    ],
  );
  return rows.map(figuresOf);
};

export const setMergedInto: MergingPorts['setMergedInto'] = async (tx, id, into, revision, at) => {
  await tx.query('UPDATE enterprise SET merged_into = $2, revision = $3, changed_at = $4 WHERE id = $1', [
    id,
    into,
    revision,
    at,
  ]);
  await (into === undefined ? dropPartyAlias(tx, id) : setPartyAlias(tx, id, into));
};

export const saveMerger: MergingPorts['saveMerger'] = async (tx, merger) => {
  const { id, merged, into, reason, mergedBy, mergedAt, months, undone } = merger;
  await tx.query(
    `INSERT INTO enterprise_merge (id, merged, "into", reason, merged_by, merged_at, figures, undo_reason, undone_by, undone_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (id) DO UPDATE
       SET undo_reason = EXCLUDED.undo_reason, undone_by = EXCLUDED.undone_by, undone_at = EXCLUDED.undone_at`,
    [
      id,
      merged,
      into,
      reason,
      mergedBy,
      mergedAt,
      JSON.stringify(months),
      undone?.reason,
      undone?.by,
      undone?.at,
    ],
  );
};

const columns = `id, merged, "into", reason, merged_by AS "mergedBy", merged_at AS "mergedAt", figures AS months,
  undo_reason AS "undoReason", undone_by AS "undoneBy", undone_at AS "undoneAt"`;

interface MergerRow extends Omit<Merger, 'undone' | 'months'> {
  readonly months: readonly TransferredMonth[];
  readonly undoReason: string | null;
  readonly undoneBy: string | null;
  readonly undoneAt: Date | null;
}

const mergerOf = ({ undoReason, undoneBy, undoneAt, ...row }: MergerRow): Merger => ({
  ...row,
  undone:
    undoReason === null || undoneBy === null || undoneAt === null
      ? undefined
      : { reason: undoReason, by: undoneBy, at: undoneAt },
});

export const lockMerger: MergingPorts['lockMerger'] = async (tx, merged) => {
  const { rows } = await tx.query<MergerRow>(
    `SELECT ${columns} FROM enterprise_merge WHERE merged = $1 AND undone_at IS NULL FOR UPDATE`,
    [merged],
  );
  return rows[0] && mergerOf(rows[0]);
};

export const listMergers =
  (db: Executor): ListMergers =>
  async (id) => {
    const { rows } = await db.query<MergerRow>(
      `SELECT ${columns} FROM enterprise_merge WHERE merged = $1 OR "into" = $1 ORDER BY id DESC`,
      [id],
    );
    return rows.map(mergerOf);
  };
