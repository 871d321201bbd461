import type { Benchmark } from '../benchmark.ts';
import { consume } from './consume.ts';
import { endToEnd } from './end-to-end.ts';
import { fanOut } from './fan-out.ts';
import { figures } from './figures.ts';
import { ingestBatch } from './ingest-batch.ts';
import { ingestSingle } from './ingest-single.ts';
import { live } from './live.ts';
import { policyDryRun } from './policy-dry-run.ts';
import { relay } from './relay.ts';
import { score } from './score.ts';
import { streamMemory } from './stream-memory.ts';

/** Every benchmark, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [
  { name: 'ingest-batch', run: ingestBatch },
  { name: 'ingest-single', run: ingestSingle },
  { name: 'relay', run: relay },
  { name: 'consume', run: consume },
  { name: 'end-to-end', run: endToEnd },
  { name: 'fan-out', run: fanOut },
  { name: 'live', run: live },
  { name: 'score', run: score },
  { name: 'figures', run: figures },
  { name: 'policy-dry-run', run: policyDryRun },
  { name: 'stream-memory', run: streamMemory },
];
