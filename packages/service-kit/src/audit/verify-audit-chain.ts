import { createHash } from 'node:crypto';
import type { Executor } from '@yuanqu/messaging';

/** Whether the trail is whole, or which row is the first that isn't. */
export type AuditVerdict =
  | { readonly intact: true; readonly rows: bigint }
  | { readonly intact: false; readonly brokenAt: bigint; readonly reason: 'missing' | 'changed' | 'cut-off' };

interface Row {
  readonly sequence: string;
  readonly entry: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

const chunk = 2_000;

/** Recomputes every hash from the first row on: a changed, missing or cut-off row is named. */
export async function verifyAuditChain(database: Executor): Promise<AuditVerdict> {
  // Read first, so that rows appended meanwhile don't look cut off.
  const { rows: heads } = await database.query<{ sequence: string }>(
    'SELECT sequence FROM chassis.audit_head',
  );
  const end = BigInt(heads[0]?.sequence ?? 0);
  let previous: Uint8Array = Buffer.alloc(0);
  let last = 0n;
  while (last < end) {
    const { rows } = await database.query<Row>(
      'SELECT sequence, entry, previous, hash FROM chassis.audit WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT $3',
      [last, end, chunk],
    );
    if (rows.length === 0) return { intact: false, brokenAt: last + 1n, reason: 'cut-off' };
    for (const row of rows) {
      const sequence = BigInt(row.sequence);
      if (sequence !== last + 1n) return { intact: false, brokenAt: last + 1n, reason: 'missing' };
      if (!isChained(row, previous)) return { intact: false, brokenAt: sequence, reason: 'changed' };
      previous = row.hash;
      last = sequence;
    }
  }
  return { intact: true, rows: end };
}

function isChained(row: Row, previous: Uint8Array): boolean {
  const hash = createHash('sha256').update(previous).update(row.entry, 'utf8').digest();
  return row.previous.equals(previous) && row.hash.equals(hash);
}
