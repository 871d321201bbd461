import type { Cluster } from './cluster.ts';
import { expectedMonths, type PlainUnit } from './expected-months.ts';
import { some } from './some.ts';
import type { Verdict } from './verdict.ts';

/** Every month of every unit in assessment against what intake's history comes to, reckoned the plain way. */
export async function judgeFigures(cluster: Cluster): Promise<Verdict> {
  const units = await plainUnits(cluster);
  const { rows } = await cluster.database('assessment').query<{
    unit: string;
    month: string;
    letMs: string;
    lettableMs: string;
  }>('SELECT unit_id AS unit, month, let_ms AS "letMs", lettable_ms AS "lettableMs" FROM unit_month');
  const reckoned = new Map(rows.map((row) => [`${row.unit} ${row.month}`, row]));
  const wrong: string[] = [];
  let months = 0;
  for (const [unit, plain] of units) {
    for (const [month, expected] of expectedMonths(plain)) {
      months += 1;
      const row = reckoned.get(`${unit} ${month}`);
      if (Number(row?.letMs) !== expected.letMs || Number(row?.lettableMs) !== expected.lettableMs)
        wrong.push(`${unit} ${month}: ${row?.letMs} of ${expected.letMs} ms let`);
    }
  }
  return {
    counts: { 'unit months reckoned again': months },
    faults: some('months of units come out otherwise in assessment', wrong),
  };
}

async function plainUnits(cluster: Cluster): Promise<ReadonlyMap<string, PlainUnit>> {
  const intake = cluster.database('intake');
  const { rows: units } = await intake.query<{ id: string; since: Date; retired: Date | null }>(
    'SELECT id, since, retired_at AS retired FROM unit',
  );
  const { rows } = await intake.query<{
    unit: string;
    at: Date;
    updateId: string;
    operator: string;
    status: string;
  }>('SELECT unit, observed_at AS at, update_id AS "updateId", operator, status FROM observation');
  const ofUnit = Map.groupBy(rows, ({ unit }) => unit);
  return new Map(
    units.map(({ id, since, retired }) => [
      id,
      {
        sinceMs: since.getTime(),
        retiredAtMs: retired?.getTime(),
        observations: (ofUnit.get(id) ?? []).map(({ at, updateId, operator, status }) => ({
          atMs: at.getTime(),
          updateId,
          operator,
          status,
        })),
      },
    ]),
  );
}
