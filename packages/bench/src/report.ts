import type { Result } from './benchmark.ts';
import { quantile } from './interleave.ts';

/** One line of the table that `npm run bench` prints. */
export function row(
  name: string,
  { comparison, ratioTarget, p99TargetMs, note }: Result,
): Record<string, string> {
  const { ratios, perSecond, againstPerSecond, p50Ms, p99Ms, cpuSecondsPer1000 } = comparison;
  const ratio = quantile(ratios, 0.5);
  return {
    benchmark: name,
    'events/s': Math.round(perSecond).toLocaleString('en'),
    against: `${comparison.against} ${Math.round(againstPerSecond).toLocaleString('en')}/s`,
    ratio: `${ratio.toFixed(2)} (${(ratios[0] ?? Number.NaN).toFixed(2)}–${(ratios.at(-1) ?? Number.NaN).toFixed(2)})`,
    target: ratioTarget === undefined ? '' : `≥ ${ratioTarget} ${ratio >= ratioTarget ? 'met' : 'MISSED'}`,
    p50: p50Ms === undefined ? '' : `${p50Ms.toFixed(1)} ms`,
    p99:
      p99Ms === undefined
        ? ''
        : `${p99Ms.toFixed(1)} ms${p99TargetMs === undefined ? '' : p99Ms <= p99TargetMs ? ' met' : ` MISSED ${p99TargetMs}`}`,
    'CPU-s/1,000': cpuSecondsPer1000 === undefined ? '' : cpuSecondsPer1000.toFixed(3),
    ...(note && { note }),
  };
}
