import type { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Incidents } from '../../domain/evidence/park-evidence.ts';
import type { IncidentKind } from '../../domain/rule-definition.ts';

/** Incidents of a month that were not withdrawn, by park and kind. */
export async function readIncidents(
  db: Executor,
  month: Month,
): Promise<ReadonlyMap<string, Readonly<Partial<Record<IncidentKind, Incidents>>>>> {
  const { rows } = await db.query<Incidents & { readonly park: string; readonly kind: IncidentKind }>(
    `SELECT park, state ->> 'kind' AS kind, count(*)::int AS events, sum((state ->> 'points')::int)::int AS points
     FROM chassis.case_file WHERE kind = 'incident' AND status = 'recorded' AND left(state ->> 'day', 7) = $1
     GROUP BY park, state ->> 'kind'`,
    [month],
  );
  const byPark = Map.groupBy(rows, ({ park }) => park);
  return new Map(
    [...byPark].map(([park, kinds]) => [
      park,
      Object.fromEntries(kinds.map(({ kind, events, points }) => [kind, { events, points }])),
    ]),
  );
}
