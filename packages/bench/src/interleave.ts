/** One timed pass of one side. `events` must have been checked by the side itself: a wrong result throws. */
export interface Pass {
  readonly events: number;
  readonly seconds: number;
  /** Processor time of the process under test, where it can be told. */
  readonly cpuSeconds?: number;
  readonly latenciesMs?: readonly number[];
}

export interface Side {
  readonly name: string;
  readonly run: () => Promise<Pass>;
}

export interface Comparison {
  readonly side: string;
  readonly against: string;
  /** Ratios of events per second, pair by pair, sorted. */
  readonly ratios: readonly number[];
  readonly perSecond: number;
  readonly againstPerSecond: number;
  readonly p50Ms: number | undefined;
  readonly p99Ms: number | undefined;
  readonly cpuSecondsPer1000: number | undefined;
}

/** Runs the two in turn (A B A B …), after one pass of each that is not counted, and compares pair by pair. */
export async function interleave(side: Side, against: Side, rounds: number): Promise<Comparison> {
  const passes: Pass[] = [];
  const ratios: number[] = [];
  const otherRates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const a = await side.run();
    const b = await against.run();
    if (round === 0) continue;
    passes.push(a);
    otherRates.push(b.events / b.seconds);
    ratios.push(a.events / a.seconds / (b.events / b.seconds));
  }
  const latencies = passes.flatMap((pass) => pass.latenciesMs ?? []);
  const cpu = passes.flatMap((pass) =>
    pass.cpuSeconds === undefined ? [] : [(pass.cpuSeconds / pass.events) * 1_000],
  );
  return {
    side: side.name,
    against: against.name,
    ratios: ratios.toSorted((a, b) => a - b),
    perSecond: quantile(
      passes.map((pass) => pass.events / pass.seconds),
      0.5,
    ),
    againstPerSecond: quantile(otherRates, 0.5),
    p50Ms: latencies.length > 0 ? quantile(latencies, 0.5) : undefined,
    p99Ms: latencies.length > 0 ? quantile(latencies, 0.99) : undefined,
    cpuSecondsPer1000: cpu.length > 0 ? quantile(cpu, 0.5) : undefined,
  };
}

/** The value below which that share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
