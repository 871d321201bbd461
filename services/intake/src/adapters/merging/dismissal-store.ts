import type { Executor } from '@yuanqu/messaging';
import type { Dismissal } from '../../domain/merging/dismissals.ts';
import type { DismissalPorts, ListDismissals } from '../../usecases/merging/dismiss-duplicate.ts';

const columns = `id, one, other, reason, decided_by AS "decidedBy", decided_at AS "decidedAt",
  undo_reason AS "undoReason", undone_by AS "undoneBy", undone_at AS "undoneAt"`;

interface DismissalRow extends Omit<Dismissal, 'undone'> {
  readonly undoReason: string | null;
  readonly undoneBy: string | null;
  readonly undoneAt: Date | null;
}

const dismissalOfRow = ({ undoReason, undoneBy, undoneAt, ...row }: DismissalRow): Dismissal => ({
  ...row,
  undone:
    undoReason === null || undoneBy === null || undoneAt === null
      ? undefined
      : { reason: undoReason, by: undoneBy, at: undoneAt },
});

export const dismissalOf: DismissalPorts['dismissalOf'] = async (tx, one, other) => {
  const { rows } = await tx.query<DismissalRow>(
    `SELECT ${columns} FROM enterprise_distinction WHERE one = $1 AND other = $2 AND undone_at IS NULL`,
    [one, other],
  );
  return rows[0] && dismissalOfRow(rows[0]);
};

export const lockDismissal: DismissalPorts['lockDismissal'] = async (tx, id) => {
  const { rows } = await tx.query<DismissalRow>(
    `SELECT ${columns} FROM enterprise_distinction WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] && dismissalOfRow(rows[0]);
};

export const saveDismissal: DismissalPorts['saveDismissal'] = async (tx, dismissal) => {
  const { id, one, other, reason, decidedBy, decidedAt, undone } = dismissal;
  await tx.query(
    `INSERT INTO enterprise_distinction (id, one, other, reason, decided_by, decided_at, undo_reason, undone_by, undone_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (id) DO UPDATE
       SET undo_reason = EXCLUDED.undo_reason, undone_by = EXCLUDED.undone_by, undone_at = EXCLUDED.undone_at`,
    [id, one, other, reason, decidedBy, decidedAt, undone?.reason, undone?.by, undone?.at],
  );
};

export const listDismissals =
  (db: Executor): ListDismissals =>
  async () => {
    const { rows } = await db.query<DismissalRow>(
      `SELECT ${columns} FROM enterprise_distinction ORDER BY id DESC LIMIT 1000`,
    );
    return rows.map(dismissalOfRow);
  };
