import type { BenchWorld } from '../bench-world.ts';
import { type BenchedIntake, startIntake } from '../benched-intake.ts';
import type { Result } from '../benchmark.ts';
import { interleave, type Side } from '../interleave.ts';
import { observationsIn, postAll, randomRows } from './occupancy-client.ts';

const connections = 64;

/** One update per POST on 64 connections: group commit against a commit per request. */
export async function ingestSingle(world: BenchWorld, rounds: number): Promise<readonly Result[]> {
  const grouped = await startIntake(world, 'bench_single_grouped', 3_000);
  const alone = await startIntake(world, 'bench_single_alone', 3_000, {
    YUANQU_INTAKE_BATCH_LINES: '1',
    YUANQU_INTAKE_BATCH_DELAY_MS: '0',
  });
  const comparison = await interleave(
    side('group commit', grouped, 6_000),
    side('commit per request', alone, 1_500),
    rounds,
  );
  await Promise.all([grouped.process.stop(), alone.process.stop()]);
  return [{ comparison, ratioTarget: 5, p99TargetMs: 10 }];
}

const side = (name: string, intake: BenchedIntake, requests: number): Side => ({
  name,
  run: async () => {
    const bodies = randomRows(requests, intake.units).map((row) =>
      JSON.stringify({ park: intake.park, ...row }),
    );
    const before = await observationsIn(intake);
    const cpuBefore = intake.process.cpuSeconds() ?? 0;
    const startedAt = performance.now();
    const latenciesMs = await postAll(intake, connections, 'application/json', bodies, (answer) => {
      const { accepted, stale } = JSON.parse(answer) as { accepted: number; stale: number };
      if (accepted + stale !== 1) throw new Error(`not accepted: ${answer}`);
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    const cpuSeconds = (intake.process.cpuSeconds() ?? 0) - cpuBefore;
    if ((await observationsIn(intake)) - before !== requests)
      throw new Error('intake does not hold what it accepted');
    return { events: requests, seconds, cpuSeconds, latenciesMs };
  },
});
