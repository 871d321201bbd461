import { Month } from '@yuanqu/domain';
import { createLogger, migrate } from '@yuanqu/service-kit';
import { messagingMigrations } from '@yuanqu/messaging';
import type { Pool } from 'pg';
import { recomputeMonths } from '../../../../services/assessment/src/adapters/month-store.ts';
import { findMonth } from '../../../../services/assessment/src/adapters/month-state-store.ts';
import { readAreaTimes, readOutcomes } from '../../../../services/assessment/src/adapters/outcome-query.ts';
import { readEvidence } from '../../../../services/assessment/src/adapters/evidence/read-evidence.ts';
import { readOverrides } from '../../../../services/assessment/src/adapters/override-store.ts';
import { listParks } from '../../../../services/assessment/src/adapters/park-query.ts';
import { listRules } from '../../../../services/assessment/src/adapters/rule-store.ts';
import { findTable } from '../../../../services/assessment/src/adapters/table-store.ts';
import { leagueTable, type LeagueTable } from '../../../../services/assessment/src/domain/league-table.ts';
import { loadBasis } from '../../../../services/assessment/src/usecases/table-basis.ts';
import type { BenchWorld } from '../bench-world.ts';
import type { Result } from '../benchmark.ts';
import { interleave } from '../interleave.ts';

const parks = 5_000;
const unitsPerPark = 4;
const observationsPerUnit = 20;
const month = '2026-10' as Month;
const freshDays = 31;

/** A month's league table of 5,000 parks, against one statement of bare SQL that reckons the same figures. */
export async function score(world: BenchWorld, rounds: number): Promise<readonly Result[]> {
  const pool = await world.database('bench_score', 4);
  await fill(world, pool);
  const ports = {
    listParks,
    readOutcomes,
    readAreaTimes,
    listRules,
    findMonth,
    findTable,
    readEvidence,
    readOverrides,
  };
  const wanted = { month, cutoffMs: Month.endMs(month), exact: false };
  let table: LeagueTable | undefined;
  let figures: readonly Figures[] = [];
  const timed = async (work: () => Promise<void>) => {
    const startedAt = performance.now();
    await work();
    return { events: parks, seconds: (performance.now() - startedAt) / 1_000 };
  };
  const comparison = await interleave(
    {
      name: 'league table',
      run: () => timed(async () => void (table = leagueTable(await loadBasis(ports, pool, wanted)))),
    },
    {
      name: 'bare SQL',
      run: () => timed(async () => void (figures = (await pool.query<Figures>(bare, bareValues)).rows)),
    },
    rounds,
  );
  checkEqual(table, figures);
  return [
    {
      comparison,
      ratioTarget: 0.75,
      note: `${parks} parks, ${parks * unitsPerPark} units; parks scored a second`,
    },
  ];
}

async function fill(world: BenchWorld, pool: Pool): Promise<void> {
  const log = createLogger({ service: 'bench', level: 'silent' });
  const folder = new URL('../../../../services/assessment/prisma/migrations/', import.meta.url);
  await migrate(
    world.urlOf('bench_score'),
    [
      { schema: 'messaging', folder: messagingMigrations },
      { schema: 'public', folder },
    ],
    log,
  );
  await pool.query(
    `INSERT INTO park (code, name, theme, leading_industries, since, revision)
     SELECT 'p' || n, '园' || n, 'bench', '{65}', '2024-01-01Z', 1 FROM generate_series(1, ${parks}) AS n`,
  );
  await pool.query(
    `INSERT INTO unit (id, park, code, sub_park, building, floor, area_hundredths, usage, counts, since, revision)
     SELECT gen_random_uuid(), 'p' || n, 'u' || k, '1', 'A', 1, 10000 + n, 'office', true, '2025-01-01Z', 1
     FROM generate_series(1, ${parks}) AS n, generate_series(1, ${unitsPerPark}) AS k`,
  );
  // From the month before to the end of the month, in turn let and vacant, none at the same time as another.
  await pool.query(
    `INSERT INTO observation (unit_id, observed_at, update_id, operator, status, uscc, industry, event_id, arrived_at, partition, epoch, sequence)
     SELECT id, '2026-09-02T00:00Z'::timestamptz + (k * 70 + hashtext(id::text) % 40) * interval '1 hour', 'x' || k, 'op',
            CASE WHEN (k + hashtext(id::text)) % 3 = 0 THEN 'vacant' ELSE 'let' END,
            CASE WHEN (k + hashtext(id::text)) % 3 = 0 THEN NULL ELSE '91350100M000100Y43' END,
            CASE WHEN k % 2 = 0 THEN '6513' ELSE '5192' END, gen_random_uuid(), '2026-10-01Z', 0, 1, 1
     FROM unit, generate_series(1, ${observationsPerUnit}) AS k`,
  );
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM unit');
  for (const at of ['2026-09-15T00:00:00.000Z', '2026-10-15T00:00:00.000Z']) {
    for (let from = 0; from < rows.length; from += 1_000)
      await recomputeMonths(
        pool,
        rows.slice(from, from + 1_000).map(({ id }) => ({ unitId: id, at, anew: true })),
        [],
      );
  }
  await pool.query('ANALYZE');
}

interface Figures {
  readonly park: string;
  readonly letAreaMs: string;
  readonly lettableAreaMs: string;
  readonly beforeLetAreaMs: string;
  readonly letArea: string;
  readonly leadingLetArea: string;
  readonly freshUnits: string;
}

const startOf = (of: Month): Date => new Date(Month.startMs(of));
const bareValues = [
  startOf(month),
  startOf(Month.next(month)),
  month,
  Month.previous(month),
  `${freshDays} days`,
];

const bare = `
WITH outcome AS (
  SELECT u.park, u.area_hundredths AS area, m.month,
         m.let_ms + CASE WHEN m.last_status = 'let' THEN open_end.ms ELSE 0 END AS let_ms,
         m.lettable_ms + CASE WHEN m.last_status IN ('let', 'reserved', 'vacant') THEN open_end.ms ELSE 0 END AS lettable_ms
  FROM unit u JOIN unit_month m ON m.unit_id = u.id AND m.month IN ($3, $4)
  CROSS JOIN LATERAL (
    SELECT ms_between(m.last_observed_at, CASE WHEN m.month = $3 THEN $2::timestamptz ELSE $1::timestamptz END) AS ms
  ) AS open_end
  WHERE u.counts
), timed AS (
  SELECT park, sum(area * let_ms) FILTER (WHERE month = $3) AS "letAreaMs",
         sum(area * lettable_ms) FILTER (WHERE month = $3) AS "lettableAreaMs",
         sum(area * let_ms) FILTER (WHERE month = $4) AS "beforeLetAreaMs"
  FROM outcome GROUP BY park
), last AS (
  SELECT u.park, u.area_hundredths AS area, o.status, coalesce(f.industry, o.industry) AS industry, o.observed_at, p.leading_industries
  FROM unit u JOIN park p ON p.code = u.park
  JOIN LATERAL (
    SELECT * FROM observation WHERE unit_id = u.id AND observed_at < $2 ORDER BY observed_at DESC, update_id DESC, operator DESC LIMIT 1
  ) AS o ON true
  LEFT JOIN enterprise f ON f.uscc = o.uscc
  WHERE u.counts
), standing AS (
  SELECT park, coalesce(sum(area) FILTER (WHERE status = 'let'), 0) AS "letArea",
         coalesce(sum(area) FILTER (WHERE status = 'let' AND industry LIKE ANY (SELECT code || '%' FROM unnest(leading_industries) AS code)), 0)
           AS "leadingLetArea",
         count(*) FILTER (WHERE observed_at >= $2::timestamptz - $5::interval) AS "freshUnits"
  FROM last GROUP BY park
)
SELECT * FROM timed JOIN standing USING (park) ORDER BY park`;

/** Both have reckoned the same figures of every park. */
function checkEqual(table: LeagueTable | undefined, figures: readonly Figures[]): void {
  const byPark = new Map(figures.map((one) => [one.park, one]));
  if (table?.inputs.length !== parks || byPark.size !== parks) throw new Error('not every park has figures');
  if (table.rule.definition.freshDays !== freshDays) throw new Error('the rule has other days of freshness');
  for (const { park, month: time, previous, letArea, leadingLetArea, freshUnits } of table.inputs) {
    const ours = [
      time.letAreaMs,
      time.lettableAreaMs,
      previous?.letAreaMs,
      letArea,
      leadingLetArea,
      BigInt(freshUnits),
    ];
    const other = byPark.get(park.code);
    const theirs = other && [
      other.letAreaMs,
      other.lettableAreaMs,
      other.beforeLetAreaMs,
      other.letArea,
      other.leadingLetArea,
      other.freshUnits,
    ];
    if (ours.join() !== theirs?.join())
      throw new Error(`${park.code}: ${ours.join()} against ${theirs?.join()}`);
  }
}
