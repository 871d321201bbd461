import { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Deadlines } from '../../domain/evidence/park-evidence.ts';
import {
  type DeadlineKind,
  deadlinesGroup,
  type EvidenceWanted,
} from '../../usecases/evidence/evidence-ports.ts';
import { knownBy, marksOf } from './known-by.ts';

/** A deadline of the month is met when the step after it is `done`, or `next`, by then; one that was dropped by then is none. */
const counts = `
SELECT d.park, d.kind, count(*)::int AS due,
       count(*) FILTER (WHERE after.what IN ('done', 'next') AND after.at <= d.due_at)::int AS "inTime"
FROM deadline_step d
LEFT JOIN LATERAL (
  SELECT n.what, n.at FROM deadline_step n
  WHERE n.kind = d.kind AND n.subject = d.subject AND n.revision > d.revision AND ${knownBy('n', 'n.topic', 3)}
  ORDER BY n.revision LIMIT 1
) AS after ON true
WHERE d.due_at >= $1 AND d.due_at < $2 AND ${knownBy('d', 'd.topic', 3)}
  AND NOT coalesce(after.what = 'dropped' AND after.at <= d.due_at, false)
GROUP BY d.park, d.kind`;

/** Deadlines that fell into a month before the cut-off, by park and kind. */
export async function readDeadlines(
  db: Executor,
  { month, cutoffMs, watermarks }: EvidenceWanted,
): Promise<ReadonlyMap<string, Readonly<Partial<Record<DeadlineKind, Deadlines>>>>> {
  const { rows } = await db.query<Deadlines & { readonly park: string; readonly kind: DeadlineKind }>(
    counts,
    [new Date(Month.startMs(month)), new Date(cutoffMs), ...marksOf(watermarks, deadlinesGroup)],
  );
  const byPark = Map.groupBy(rows, ({ park }) => park);
  return new Map(
    [...byPark].map(([park, kinds]) => [
      park,
      Object.fromEntries(kinds.map(({ kind, due, inTime }) => [kind, { due, inTime }])),
    ]),
  );
}
