import { Month } from '@yuanqu/domain';
import { messagingMigrations } from '@yuanqu/messaging';
import { createLogger, migrate } from '@yuanqu/service-kit';
import type { Pool } from 'pg';
import { readFigureSums } from '../../../../services/assessment/src/adapters/evidence/figures-query.ts';
import type { ReportedFigures } from '../../../../services/assessment/src/domain/evidence/park-evidence.ts';
import type { BenchWorld } from '../bench-world.ts';
import type { Result } from '../benchmark.ts';
import { interleave } from '../interleave.ts';

const parks = 5_000;
const enterprisesPerPark = 20;
const months = 24;
const month = '2026-10' as Month;

/** What 100,000 enterprises reported over 24 months, a month of it summed up by park, against bare SQL. */
export async function figures(world: BenchWorld, rounds: number): Promise<readonly Result[]> {
  const pool = await world.database('bench_figures', 2);
  await fill(world, pool);
  const { rows: tenants } = await pool.query<{ park: string; uscc: string }>(
    'SELECT park, uscc FROM enterprise_figures WHERE month = $1 AND version = 1',
    [month],
  );
  const wanted = { month, cutoffMs: Month.endMs(month), tenants };
  const timed = async (work: () => Promise<void>) => {
    const startedAt = performance.now();
    await work();
    return { events: parks, seconds: (performance.now() - startedAt) / 1_000 };
  };
  let sums: ReadonlyMap<string, ReportedFigures> = new Map();
  let other: readonly Sums[] = [];
  const comparison = await interleave(
    {
      name: 'figures of tenants',
      run: () => timed(async () => void (sums = await readFigureSums(pool, wanted))),
    },
    {
      name: 'bare SQL',
      run: () => timed(async () => void (other = (await pool.query<Sums>(bare, [month])).rows)),
    },
    rounds,
  );
  checkEqual(sums, other);
  return [
    {
      comparison,
      note: `${parks * enterprisesPerPark} enterprises × ${months} months; parks summed up a second, who did not report is counted too`,
    },
  ];
}

async function fill(world: BenchWorld, pool: Pool): Promise<void> {
  const folder = new URL('../../../../services/assessment/prisma/migrations/', import.meta.url);
  await migrate(
    world.urlOf('bench_figures'),
    [
      { schema: 'messaging', folder: messagingMigrations },
      { schema: 'public', folder },
    ],
    createLogger({ service: 'bench', level: 'silent' }),
  );
  const all = Month.between(Month.plus(month, 1 - months), month);
  // Every twentieth was corrected once.
  await pool.query(
    `INSERT INTO enterprise_figures
       (month, park, uscc, version, stage, output_fen, revenue_fen, tax_fen, staff, arrived_at, partition, epoch, sequence)
     SELECT month, 'p' || park, 'firm-' || park || '-' || firm, version, 'final', 1000000 * firm + park, 1100000 * firm,
            50000 * firm + version, 10 + firm, '2026-11-01Z', 0, 1, 1
     FROM unnest($1::text[]) AS month, generate_series(1, $2::int) AS park, generate_series(1, $3::int) AS firm,
          generate_series(1, 2) AS version
     WHERE version = 1 OR firm = 20`,
    [all, parks, enterprisesPerPark],
  );
  await pool.query('ANALYZE');
}

interface Sums {
  readonly park: string;
  readonly outputFen: string;
  readonly taxFen: string;
  readonly reporting: number;
}

const bare = `
SELECT park, sum(output_fen)::text AS "outputFen", sum(tax_fen)::text AS "taxFen", count(*)::int AS reporting
FROM enterprise_figures f
WHERE month = $1
  AND NOT EXISTS (SELECT FROM enterprise_figures WHERE month = f.month AND park = f.park AND uscc = f.uscc AND version > f.version)
GROUP BY park`;

/** Both have added up the same. */
function checkEqual(sums: ReadonlyMap<string, ReportedFigures>, other: readonly Sums[]): void {
  if (sums.size !== parks || other.length !== parks) throw new Error('not every park has figures');
  for (const { park, outputFen, taxFen, reporting } of other) {
    const ours = sums.get(park);
    if (`${ours?.outputFen} ${ours?.taxFen} ${ours?.reporting}` !== `${outputFen} ${taxFen} ${reporting}`)
      throw new Error(`${park}: ${ours?.outputFen} against ${outputFen}`);
  }
}
