import { setTimeout as delay } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';

/** A gauge whose values are looked up when somebody scrapes, and are absent when they can't be had. */
export interface ScrapedGauge {
  /** Adds a source of values; returns how to take it away again. */
  readonly from: (source: Source) => () => void;
}

type Source = (set: (labels: Record<string, string | number>, value: number) => void) => void | Promise<void>;

const patienceMs = 2_000;
const sourcesOf = new WeakMap<Gauge, Set<Source>>();

/** The gauge of that name in the registry, made if it has none: several services of one process may share it. */
export function scrapedGauge(
  registry: Registry,
  name: string,
  help: string,
  labelNames: string[],
): ScrapedGauge {
  const existing = registry.getSingleMetric(name) as Gauge | undefined;
  const gauge =
    existing ??
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        const sources = [...(sourcesOf.get(this) ?? [])];
        await Promise.all(sources.map((source) => ask(source, (labels, value) => this.set(labels, value))));
      },
    });
  const sources = sourcesOf.get(gauge) ?? new Set<Source>();
  sourcesOf.set(gauge, sources);
  return {
    from: (source) => {
      sources.add(source);
      return () => sources.delete(source);
    },
  };
}

// A database or a log that is away must not keep the other metrics from being read.
async function ask(source: Source, set: Parameters<Source>[0]): Promise<void> {
  const answered = new AbortController();
  const patience = delay(patienceMs, undefined, { signal: answered.signal, ref: false });
  const asking = (async () => source(set))().finally(() => answered.abort());
  await Promise.race([asking, patience]).catch(() => undefined);
}
