import { parseArgs } from 'node:util';
import { startBenchWorld } from './bench-world.ts';
import { benchmarks } from './benchmarks/index.ts';
import { row } from './report.ts';

// npm run bench -- [--only NAME] [--rounds N] [--lines N]: one table; exit code 1 when a result was wrong.
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    lines: { type: 'string', default: '500000' },
    help: { type: 'boolean', short: 'h' },
  },
});
const names = benchmarks.map(({ name }) => name).join(', ');
if (values.help) {
  console.log(`npm run bench -- [--only NAME] [--rounds N] [--lines N]\n\nbenchmarks: ${names}`);
  process.exit(0);
}
const chosen = values.only ? benchmarks.filter(({ name }) => name === values.only) : benchmarks;
if (chosen.length === 0) {
  console.error(`no benchmark ${values.only}; there are ${names}`);
  process.exit(2);
}

const size = { lines: Number(values.lines) };
const world = await startBenchWorld();
const rows: Record<string, string>[] = [];
try {
  for (const { name, run } of chosen) {
    console.error(`${name} …`);
    for (const result of await run(world, Number(values.rounds), size)) rows.push(row(name, result));
  }
} finally {
  await world.stop();
}
console.table(rows);
