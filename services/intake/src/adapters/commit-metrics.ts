import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { GroupCommit, GroupCommitOptions } from '../usecases/group-commit.ts';

/** What is measured of commits: how large, how long, how much is waiting. */
export function commitMetrics(registry: Registry): Required<Pick<GroupCommitOptions, 'observe'>> & {
  readonly watch: (groupCommit: GroupCommit) => void;
} {
  const lines = new Counter({
    name: 'yuanqu_intake_lines_total',
    help: 'Lines of occupancy updates that were committed or rejected at a commit',
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'yuanqu_intake_commit_seconds',
    help: 'From the start of a batch to its commit',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const size = new Histogram({
    name: 'yuanqu_intake_commit_lines',
    help: 'Lines committed together',
    buckets: [1, 4, 16, 64, 256, 1024, 4096],
    registers: [registry],
  });
  return {
    observe: (batch) => {
      lines.inc(batch.lines);
      size.observe(batch.lines);
      duration.observe(batch.ms / 1000);
    },
    watch: (groupCommit) => {
      const waiting = new Gauge({
        name: 'yuanqu_intake_waiting_lines',
        help: 'Lines waiting for their commit',
        registers: [],
        collect() {
          this.set(groupCommit.waitingLines());
        },
      });
      registry.registerMetric(waiting);
    },
  };
}
