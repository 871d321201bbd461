import type { Executor } from '@yuanqu/messaging';
import type { SnapshotPlace } from './snapshot-source.ts';

/**
 * Locks the next rows of a table in the order of their keys, and tells the keys. What is joined to them is read by another
 * statement: one that had to wait for a lock sees the row as it has become, and everything joined to it as it was before.
 */
export async function lockNext<Key extends string>(
  tx: Executor,
  { table, key, type }: { readonly table: string; readonly key: string; readonly type: 'text' | 'uuid' },
  { after, limit }: Pick<SnapshotPlace, 'after' | 'limit'>,
): Promise<readonly Key[]> {
  const { rows } = await tx.query<{ key: Key }>(
    `SELECT ${key} AS key FROM ${table} WHERE $1::${type} IS NULL OR ${key} > $1
     ORDER BY ${key} LIMIT $2 FOR NO KEY UPDATE`,
    [after, limit],
  );
  return rows.map((row) => row.key);
}
