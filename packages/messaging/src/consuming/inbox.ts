import { createHash } from 'node:crypto';
import type { Executor } from '../executor.ts';

/** What an event from outside is: `conflict` when its id was used before with another content. */
export type Receipt = 'new' | 'known' | 'conflict';

/**
 * Notes an event from outside the platform by its source and id, in the transaction of its effect: only `new` ones may
 * have one. A second one of the same id waits for the first's transaction to end.
 */
export async function receiveOnce(
  tx: Executor,
  source: string,
  id: string,
  content: string | Uint8Array,
): Promise<Receipt> {
  const hash = createHash('sha256').update(content).digest();
  const { rowCount } = await tx.query(
    'INSERT INTO messaging.inbox (source, id, content_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [source, id, hash],
  );
  if (rowCount === 1) return 'new';
  const { rows } = await tx.query<{ same: boolean }>(
    'SELECT content_hash = $3 AS same FROM messaging.inbox WHERE source = $1 AND id = $2',
    [source, id, hash],
  );
  return rows[0]?.same ? 'known' : 'conflict';
}
