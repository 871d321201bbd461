import type { Executor } from '@yuanqu/messaging';
import type { TestPark } from './test-park.ts';

/** Leaves units as the stream would after their operator saw a tenant in them a minute ago; without a code, one that has none. */
export async function seenLet(
  db: Executor,
  { code, operator }: TestPark,
  units: readonly string[],
  uscc?: string,
): Promise<void> {
  await db.query(
    `UPDATE unit SET status = 'let', uscc = $3, observed_at = now() - interval '1 minute', update_id = 'seen', operator = $4
     WHERE park = $1 AND code = ANY ($2)`,
    [code, units, uscc ?? null, operator],
  );
}
