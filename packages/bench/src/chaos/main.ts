import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type BusKind, type Cluster, startCluster } from './cluster.ts';
import { quantile } from '../interleave.ts';
import { describeFault, drawFault, type Fault, longFaults } from './faults.ts';
import { inflict, type Inflicted } from './inflict.ts';
import { judge, untilCaughtUp } from './judge.ts';
import { startLoad } from './load.ts';
import { type Random, seededRandom } from './seeded-random.ts';
import { sendShuffled } from './shuffled.ts';
import type { Verdict } from './verdict.ts';

// npm run chaos -- --rounds 200 --seed N [--bus kafka|embedded] [--long]: kills things under load and holds the result against
// the client's own log of what was acknowledged. Exit code 1 when anything was lost or done twice.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    bus: { type: 'string', default: 'kafka,embedded' },
    long: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);
// What lasts takes minutes: the broker away for 60 s, connections cut every 2 s, 100,000 updates shuffled and tripled.
const long = values.long || rounds >= 100;

// Room for the demo district and a minute's events, and little enough to be filled within a second.
const diskMb = 1_500;

let failed = false;
for (const bus of values.bus.split(',') as BusKind[]) failed = (await run(bus)) || failed;
process.exit(failed ? 1 : 0);

async function run(bus: BusKind): Promise<boolean> {
  console.log(`\n${bus}: ${rounds} rounds, seed ${seed}${long ? ', and what lasts' : ''}`);
  const cluster = await startCluster({ bus, diskMb: long ? diskMb : undefined });
  if (long && !cluster.disk)
    console.log('      the disk is not filled: mounting one of its own takes root on Linux');
  const stopOnSignal = () => void cluster.stop().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stopOnSignal);
  try {
    const { counts, faults } = await torment(cluster, seededRandom(seed));
    console.table(counts);
    for (const fault of faults) console.error(`FAULT ${fault}`);
    if (faults.length === 0) console.log(`${bus}: nothing lost, nothing twice`);
    return faults.length > 0;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stopOnSignal);
    await cluster.stop();
  }
}

async function torment(cluster: Cluster, random: Random): Promise<Verdict> {
  const startedAt = Date.now();
  const load = startLoad({
    intakeUrl: cluster.services.intake.url,
    identityUrl: cluster.services.identity.url,
    parks: ['legal', 'hr', 'design'],
    random: seededRandom(seed + 1),
    // About 800 updates a second: more than two cores catch up with between kills tests their speed instead.
    pauseMs: 150,
  });
  const inflicted = await inflictAll(cluster, random);
  const backMs = inflicted.map((one) => one.backMs);
  await load.stop();
  const shuffled = long ? await sendShuffled(cluster, 'ip', random) : undefined;
  await untilCaughtUp(cluster);
  const order = await shuffled?.verify();
  const verdict = await judge(cluster, [...load.acknowledged, ...(shuffled?.acknowledged ?? [])]);
  return {
    counts: {
      ...verdict.counts,
      ...order?.counts,
      ...Object.fromEntries([...load.refusals].map(([status, times]) => [`answered ${status}`, times])),
      'back ms p50': quantile(backMs, 0.5),
      'back ms max': Math.max(...backMs),
      'seconds in all': Math.round((Date.now() - startedAt) / 1000),
    },
    faults: [
      ...inflicted.flatMap(({ complaints }) => complaints),
      ...[...load.refusals.keys()].filter(isWrongRefusal).map((status) => `an update was answered ${status}`),
      ...verdict.faults,
      ...(order?.faults ?? []),
    ],
  };
}

async function inflictAll(cluster: Cluster, random: Random): Promise<readonly Inflicted[]> {
  const withBroker = cluster.broker !== undefined;
  const inflicted: Inflicted[] = [];
  const happen = async (fault: Fault, name: string): Promise<Inflicted> => {
    const outcome = await inflict(fault, cluster);
    console.log(`${name.padStart(4)}  ${describeFault(fault).padEnd(70)} back in ${outcome.backMs} ms`);
    return outcome;
  };
  // How long they last is theirs to say; only what they complain of counts.
  for (const fault of long ? longFaults(withBroker, cluster.disk !== undefined) : [])
    inflicted.push({ ...(await happen(fault, 'long')), backMs: 0 });
  for (let round = 1; round <= rounds; round++) {
    inflicted.push(await happen(drawFault(random, withBroker), String(round)));
    await wait(100 + random.below(400));
  }
  return inflicted;
}

/** What cannot be taken now is answered 503 with Retry-After; 401 is a token that a restarted identity no longer knows. */
function isWrongRefusal(status: string): boolean {
  return !['401', '429', '503'].includes(status);
}
