import type { Benchmark } from '../benchmark.ts';
import { ingestBatch } from './ingest-batch.ts';
import { ingestSingle } from './ingest-single.ts';

/** Every benchmark, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [
  { name: 'ingest-batch', run: ingestBatch },
  { name: 'ingest-single', run: ingestSingle },
];
