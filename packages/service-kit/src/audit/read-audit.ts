import type { Executor } from '@yuanqu/messaging';
import type { AuditEntry } from './audit-entry.ts';

/** Which lines of the trail are wanted; those of a place before `before`, newest first. */
export interface AuditFilter {
  readonly subject?: string | undefined;
  readonly resource?: string | undefined;
  readonly target?: string | undefined;
  readonly park?: string | undefined;
  readonly action?: string | undefined;
  readonly requestId?: string | undefined;
  /** From this instant on. */
  readonly from?: Date | undefined;
  /** Before this instant. */
  readonly until?: Date | undefined;
  /** The place in the chain that the page before ended with. */
  readonly before?: string | undefined;
}

export interface AuditLine {
  /** Its place in the chain. */
  readonly sequence: string;
  readonly entry: AuditEntry;
  /** It was too long for a list: what was before and after is left out. */
  readonly cut: boolean;
}

/** Lines of the trail, newest first; of long ones without what was before and after (`cut`). */
export async function readAudit(
  db: Executor,
  filter: AuditFilter,
  limit: number,
): Promise<readonly AuditLine[]> {
  const { rows } = await db.query<Row>(list, [
    filter.subject,
    filter.resource,
    filter.target,
    filter.park,
    filter.action,
    filter.requestId,
    filter.from?.toISOString(),
    filter.until?.toISOString(),
    filter.before,
    limit,
    longest,
  ]);
  return rows.map(toLine);
}

/** One line of the trail, in full. */
export async function findAuditLine(db: Executor, sequence: string): Promise<AuditLine | undefined> {
  const { rows } = await db.query<Row>(
    'SELECT sequence, entry, false AS cut FROM chassis.audit WHERE sequence = $1',
    [sequence],
  );
  return rows.map(toLine)[0];
}

interface Row {
  readonly sequence: string;
  readonly entry: string;
  readonly cut: boolean;
}

const toLine = ({ sequence, entry, cut }: Row): AuditLine => ({
  sequence,
  cut,
  entry: JSON.parse(entry) as AuditEntry,
});

// A page of 500 lines must not be 500 bodies of a megabyte.
const longest = 8_000;

// `at` is a text of one form, so it compares as the instant does.
const list = `
SELECT sequence, length(entry) > $11 AS cut,
       CASE WHEN length(entry) > $11 THEN (entry::jsonb - 'before' - 'after')::text ELSE entry END AS entry
FROM chassis.audit
WHERE ($1::text IS NULL OR actor = $1)
  AND ($2::text IS NULL OR resource = $2)
  AND ($3::text IS NULL OR target = $3)
  AND ($4::text IS NULL OR park = $4)
  AND ($5::text IS NULL OR (entry::json) ->> 'action' = $5)
  AND ($6::text IS NULL OR request_id = $6)
  AND ($7::text IS NULL OR at >= $7)
  AND ($8::text IS NULL OR at < $8)
  AND ($9::bigint IS NULL OR sequence < $9)
ORDER BY sequence DESC LIMIT $10`;
