import type { BenchWorld } from './bench-world.ts';
import type { Comparison } from './interleave.ts';

/** A benchmark of the table: what it compares and what it must reach. */
export interface Benchmark {
  readonly name: string;
  readonly run: (
    world: BenchWorld,
    rounds: number,
    size: { readonly lines: number },
  ) => Promise<readonly Result[]>;
}

export interface Result {
  readonly comparison: Comparison;
  /** Least ratio of the two sides. */
  readonly ratioTarget?: number;
  readonly p99TargetMs?: number;
  /** Something this benchmark checks beside speed; a failed check makes the whole run fail. */
  readonly note?: string;
}
