import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type BusKind, type Cluster, startCluster } from './cluster.ts';
import { drawFault, type Fault, inflict } from './faults.ts';
import { judge, untilCaughtUp } from './judge.ts';
import { startLoad } from './load.ts';
import { seededRandom } from './seeded-random.ts';

// npm run chaos -- --rounds 200 --seed N [--bus kafka|embedded]: kills things under load and holds the result against
// the client's own log of what was acknowledged. Exit code 1 when anything was lost or done twice.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    bus: { type: 'string', default: 'kafka,embedded' },
  },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);

let failed = false;
for (const bus of values.bus.split(',') as BusKind[]) failed = (await run(bus)) || failed;
process.exit(failed ? 1 : 0);

async function run(bus: BusKind): Promise<boolean> {
  const startedAt = Date.now();
  const random = seededRandom(seed);
  console.log(`\n${bus}: ${rounds} rounds, seed ${seed}`);
  const cluster = await startCluster(bus);
  const stopOnSignal = () => void cluster.stop().then(() => process.exit(130));
  process.once('SIGINT', stopOnSignal);
  try {
    const load = startLoad({
      intakeUrl: cluster.services.intake.url,
      identityUrl: cluster.services.identity.url,
      parks: ['legal', 'hr', 'design'],
      random: seededRandom(seed + 1),
      pauseMs: 20,
    });
    const backMs = await inflictAll(cluster, random);
    await load.stop();
    await untilCaughtUp(cluster);
    const verdict = await judge(cluster, load.acknowledged);
    backMs.sort((a, b) => a - b);
    console.table({
      ...verdict.counts,
      'back ms p50': backMs[Math.floor(backMs.length / 2)],
      'back ms max': backMs.at(-1),
      'seconds in all': Math.round((Date.now() - startedAt) / 1000),
    });
    for (const fault of verdict.faults) console.error(`FAULT ${fault}`);
    if (verdict.faults.length === 0) console.log(`${bus}: nothing lost, nothing twice`);
    return verdict.faults.length > 0;
  } finally {
    process.off('SIGINT', stopOnSignal);
    await cluster.stop();
  }
}

async function inflictAll(cluster: Cluster, random: ReturnType<typeof seededRandom>): Promise<number[]> {
  const backMs: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const fault = drawFault(random, cluster.broker !== undefined);
    const back = await inflict(fault, cluster);
    backMs.push(back);
    console.log(`${String(round).padStart(4)}  ${describe(fault).padEnd(60)} back in ${back} ms`);
    await wait(100 + random.below(400));
  }
  return backMs;
}

function describe(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return `kill -9 ${fault.service}`;
    case 'crash-point':
      return `${fault.service} dies ${fault.point}, pass ${fault.nth}`;
    case 'cut-connections':
      return `database connections of ${fault.service} cut, ${fault.times} times`;
    case 'kill-broker':
      return `kill -9 of the broker, away ${fault.awayMs} ms`;
  }
}
