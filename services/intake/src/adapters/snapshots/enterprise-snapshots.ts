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

/** Every enterprise, provisional ones too. */
export const enterpriseSnapshots: SnapshotSource = {
  aggregate: 'enterprise',
  next: async (tx, { after, limit, time, context }) => {
    const { rows } = await tx.query<Row>(
      `SELECT id AS uscc, name, industry, size_class AS size, provisional, revision
       FROM enterprise WHERE $1::text IS NULL OR id > $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
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
