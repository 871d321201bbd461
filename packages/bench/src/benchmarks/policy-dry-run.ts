import { newId } from '@yuanqu/domain';
import { messagingMigrations } from '@yuanqu/messaging';
import { createLogger, migrate } from '@yuanqu/service-kit';
import type { Pool } from 'pg';
import type {
  Application,
  ApplicationContent,
} from '../../../../services/intake/src/domain/applications/application.ts';
import { admit } from '../../../../services/intake/src/domain/policies/admission.ts';
import type { PolicyDefinition } from '../../../../services/intake/src/domain/policies/policy-definition.ts';
import type { Policy } from '../../../../services/intake/src/domain/policies/policy.ts';
import { factsOf } from '../../../../services/intake/src/usecases/applications/judge-admission.ts';
import {
  type DryRun,
  makeDryRunPolicy,
} from '../../../../services/intake/src/usecases/policies/dry-run-policy.ts';
import type { BenchWorld } from '../bench-world.ts';
import type { Result } from '../benchmark.ts';
import { interleave } from '../interleave.ts';

const applications = 10_000;
const park = 'software';
const shown = 100;

/** A policy run dry on 10,000 decided applications, against bare SQL that reads the same rows. */
export async function policyDryRun(world: BenchWorld, rounds: number): Promise<readonly Result[]> {
  const pool = await world.database('bench_dry_run', 2);
  await fill(world, pool);
  const dryRun = makeDryRunPolicy(pool);
  const timed = async (work: () => Promise<void>) => {
    const startedAt = performance.now();
    await work();
    return { events: applications, seconds: (performance.now() - startedAt) / 1_000 };
  };
  const comparison = await interleave(
    { name: 'dry run', run: () => timed(async () => check(await dryRun(stricter, shown))) },
    {
      name: 'reading the rows',
      run: () =>
        timed(async () => {
          const { rowCount } = await pool.query(bare, [park]);
          if (rowCount !== applications) throw new Error(`${rowCount} applications were read`);
        }),
    },
    rounds,
  );
  return [
    {
      comparison,
      ratioTarget: 0.5,
      note: `applications a second, each judged by ${stricter.definition.admission.length} rules`,
    },
  ];
}

const bare = `SELECT id, status, park, party, due_at, revision, state, opened_at, changed_at, stuck_because
  FROM chassis.case_file WHERE kind = 'application' AND park = $1 ORDER BY id DESC`;

const definitionOf = (leastOutputFen: string): PolicyDefinition => ({
  admission: [
    {
      id: 'trades',
      consequence: 'required',
      kind: 'trade-not-in',
      words: ['废品收购', '低端物流', '露天堆场'],
    },
    { id: 'industry', consequence: 'reviewed', kind: 'industry-in', industries: ['65', '64', '7'] },
    { id: 'output', consequence: 'reviewed', kind: 'output-per-m2', leastFen: leastOutputFen },
    { id: 'tax', consequence: 'reviewed', kind: 'tax-per-m2', leastFen: '10000' },
    { id: 'area', consequence: 'reviewed', kind: 'area-at-most', m2: 5_000 },
  ],
  incentives: [],
});

// A promise is from 500,000 to 1,499,900 fen per m²: none falls short of the first, the lower half of the second.
const lenientFen = '500000';
const strictFen = '1000000';

const stricter: Policy = {
  status: 'draft',
  park,
  version: '2',
  effectiveFrom: '2026-12-01',
  definition: definitionOf(strictFen),
  draftedBy: 'bench',
};

function decided(index: number): Application {
  const areaM2 = 100 + (index % 40) * 10;
  const outputFen = BigInt(areaM2) * (500_000n + BigInt(index % 10_000) * 100n);
  const content: ApplicationContent = {
    park,
    applicant: {
      name: `企业${index}`,
      industry: '6513',
      contact: { name: '联系人', phone: '13800000000' },
    },
    trade: '工业软件开发',
    wanted: { usage: 'office', areaM2 },
    promised: { outputFen: outputFen.toString(), taxFen: (outputFen / 20n).toString() },
  };
  const admission = admit(definitionOf(lenientFen), factsOf(content));
  return { status: 'contracted', content, enteredBy: 'bench', admission };
}

async function fill(world: BenchWorld, pool: Pool): Promise<void> {
  const folder = new URL('../../../service-kit/migrations/', import.meta.url);
  await migrate(
    world.urlOf('bench_dry_run'),
    [
      { schema: 'messaging', folder: messagingMigrations },
      { schema: 'chassis', folder },
    ],
    createLogger({ service: 'bench', level: 'silent' }),
  );
  const all = Array.from({ length: applications }, (_, index) => decided(index));
  await pool.query(
    `INSERT INTO chassis.case_file (kind, id, status, park, revision, state, opened_at, changed_at)
     SELECT 'application', id, 'contracted', $3, 5, state::jsonb, now(), now() FROM unnest($1::uuid[], $2::text[]) AS new (id, state)`,
    [all.map(() => newId()), all.map((application) => JSON.stringify(application)), park],
  );
  await pool.query('ANALYZE');
}

/** The lower half of the promises is not enough any more, and nothing else has changed. */
function check({ judged, otherwise, changes, items }: DryRun): void {
  const half = applications / 2;
  const counted = changes.map(({ from, to, applications: count }) => `${from} ${to} ${count}`);
  const isRight =
    judged === applications &&
    otherwise === half &&
    items.length === shown &&
    counted.length === 2 &&
    counted.includes(`admissible to-review ${half}`) &&
    counted.includes(`admissible admissible ${half}`);
  if (!isRight) throw new Error(`${judged} judged, ${otherwise} otherwise: ${counted.join('; ')}`);
}
