import { PrismaPg } from '@prisma/adapter-pg';
import { newId } from '@yuanqu/domain';
import type { Pool } from 'pg';
import { PrismaClient } from '../../../../services/intake/src/adapters/prisma/generated/client.ts';
import type { BenchWorld } from '../bench-world.ts';
import { type BenchedIntake, startIntake } from '../benched-intake.ts';
import type { Result } from '../benchmark.ts';
import { interleave, type Side } from '../interleave.ts';
import { observationsIn, postAll, randomRows, type Row } from './occupancy-client.ts';

const connections = 16;
const linesPerRequest = 100;
const requests = 200;
const unitCount = 3_000;

/** POST NDJSON × 100 lines on 16 connections, against a bare `pg` UNNEST upsert and insert of the same rows. */
export async function ingestBatch(world: BenchWorld, rounds: number): Promise<readonly Result[]> {
  const intake = await startIntake(world, 'bench_ingest_batch', unitCount);
  const bare = await bareTables(await world.database('bench_bare', connections));
  const mapped = await startIntake(world, 'bench_prisma', 1);
  await mapped.process.stop();
  const prisma = new PrismaClient({ adapter: new PrismaPg(mapped.pool) });
  const viaIntake: Side = { name: 'intake', run: () => throughIntake(intake) };
  const results = [
    {
      comparison: await interleave(
        viaIntake,
        { name: 'bare pg UNNEST', run: () => throughPg(bare, intake.units) },
        rounds,
      ),
      ratioTarget: 0.75,
      p99TargetMs: 40,
    },
    {
      comparison: await interleave(
        viaIntake,
        { name: 'Prisma createMany', run: () => throughPrisma(prisma, intake.units) },
        rounds,
      ),
      ratioTarget: 8,
    },
  ];
  await intake.process.stop();
  return results;
}

async function throughIntake(intake: BenchedIntake) {
  const batches = makeBatches(intake.units);
  const bodies = batches.map((rows) =>
    rows.map((row) => JSON.stringify({ park: intake.park, ...row })).join('\n'),
  );
  const before = await observationsIn(intake);
  const cpuBefore = intake.process.cpuSeconds() ?? 0;
  const startedAt = performance.now();
  const latenciesMs = await postAll(intake, connections, 'application/x-ndjson', bodies, (answer) => {
    const totals = JSON.parse(answer.trimEnd().split('\n').at(-1) ?? '{}') as {
      done?: boolean;
      accepted: number;
      stale: number;
    };
    if (!totals.done || totals.accepted + totals.stale !== linesPerRequest)
      throw new Error(`not all accepted: ${answer.slice(-300)}`);
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpuSeconds = (intake.process.cpuSeconds() ?? 0) - cpuBefore;
  const events = requests * linesPerRequest;
  if ((await observationsIn(intake)) - before !== events)
    throw new Error('intake does not hold what it accepted');
  return { events, seconds, cpuSeconds, latenciesMs };
}

const makeBatches = (units: readonly string[]): Row[][] =>
  Array.from({ length: requests }, () => randomRows(linesPerRequest, units));

/** The least that must be written: the unit's state and its history, with the same keys. */
async function bareTables(pool: Pool): Promise<Pool> {
  await pool.query(`
    CREATE TABLE unit_state (unit text PRIMARY KEY, status text NOT NULL, uscc text, observed_at timestamptz NOT NULL, update_id text NOT NULL) WITH (fillfactor = 50);
    CREATE TABLE history (unit text, observed_at timestamptz, update_id text, status text NOT NULL, uscc text, PRIMARY KEY (unit, observed_at, update_id))`);
  return pool;
}

const upsert = `
  INSERT INTO unit_state AS old SELECT DISTINCT ON (unit) unit, status, uscc, observed_at, update_id FROM rows ORDER BY unit, observed_at DESC, update_id DESC
  ON CONFLICT (unit) DO UPDATE SET status = EXCLUDED.status, uscc = EXCLUDED.uscc, observed_at = EXCLUDED.observed_at, update_id = EXCLUDED.update_id
  WHERE (EXCLUDED.observed_at, EXCLUDED.update_id) > (old.observed_at, old.update_id)`;

async function throughPg(pool: Pool, units: readonly string[]) {
  const batches = makeBatches(units);
  const startedAt = performance.now();
  await shared(batches, async (rows) => {
    await pool.query(
      `WITH rows AS MATERIALIZED (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[]) AS r (unit, status, uscc, observed_at, update_id)),
            kept AS (INSERT INTO history SELECT unit, observed_at, update_id, status, uscc FROM rows)
       ${upsert}`,
      [
        rows.map((row) => row.unit),
        rows.map((row) => row.status),
        rows.map((row) => row.uscc ?? null),
        rows.map((row) => row.observedAt),
        rows.map((row) => row.updateId),
      ],
    );
  });
  return { events: requests * linesPerRequest, seconds: (performance.now() - startedAt) / 1_000 };
}

/** The same history and update ids by the object mapper's own bulk insert, which leaves out the units' state and the outbox. */
async function throughPrisma(prisma: PrismaClient, units: readonly string[]) {
  const batches = makeBatches(units);
  const startedAt = performance.now();
  await shared(batches, async (rows) => {
    const receivedAt = new Date();
    await prisma.$transaction([
      prisma.observation.createMany({
        data: rows.map((row) => ({
          unitId: newId(),
          observedAt: row.observedAt,
          updateId: row.updateId,
          operatorCode: 'bench',
          status: row.status,
          uscc: row.uscc ?? null,
          receivedAt,
          revision: 1,
        })),
      }),
      prisma.settledUpdate.createMany({
        data: rows.map((row) => ({
          operatorCode: 'bench',
          updateId: row.updateId,
          contentHash: Buffer.alloc(16),
          settledAt: receivedAt,
        })),
      }),
    ]);
  });
  return { events: requests * linesPerRequest, seconds: (performance.now() - startedAt) / 1_000 };
}

async function shared(batches: readonly Row[][], write: (rows: Row[]) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let rows = batches[next++]; rows; rows = batches[next++]) await write(rows);
  };
  await Promise.all(Array.from({ length: connections }, worker));
}
