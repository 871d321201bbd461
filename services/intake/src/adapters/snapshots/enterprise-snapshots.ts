import type { SizeClass } from '@yuanqu/domain';
import { enterpriseSnapshotted, newEvent } from '@yuanqu/events';
import type { SnapshotSource } from '@yuanqu/service-kit';

interface Row {
  readonly uscc: string;
  readonly name: string | null;
  readonly industry: string | null;
  readonly size: SizeClass | null;
  readonly provisional: boolean;
  readonly revision: number;
}

/** Every enterprise with a code, provisional ones too; one that was merged has the facts of the one it was merged into. */
export const enterpriseSnapshots: SnapshotSource = {
  aggregate: 'enterprise',
  next: async (tx, { after, limit, time, context }) => {
    const { rows } = await tx.query<Row>(
      `SELECT e.id AS uscc, same.name, same.industry, same.size_class AS size, same.provisional, e.revision
       FROM enterprise e JOIN enterprise same ON same.id = coalesce(e.merged_into, e.id)
       WHERE e.uscc IS NOT NULL AND ($1::text IS NULL OR e.id > $1) ORDER BY e.id LIMIT $2 FOR NO KEY UPDATE OF e`,
      [after, limit],
    );
    const events = rows.map(({ revision, ...row }) =>
      newEvent(enterpriseSnapshotted, { subject: row.uscc, revision, time, context, data: dataOf(row) }),
    );
    return { events, last: rows.at(-1)?.uscc };
  },
};

const dataOf = ({ uscc, name, industry, size, provisional }: Omit<Row, 'revision'>) => ({
  uscc,
  ...(name !== null && { name }),
  ...(industry !== null && { industry }),
  ...(size !== null && { sizeClass: size }),
  provisional,
});
