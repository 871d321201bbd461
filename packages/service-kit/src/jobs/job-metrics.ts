import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { EndedRun } from './job-runs.ts';
import type { ScheduledJob } from './jobs.ts';

/** What is measured of jobs. */
export interface JobMetrics {
  readonly ended: (job: string, run: EndedRun) => void;
}

/** `yuanqu_job_…` in the service's registry; what is parked is counted when somebody scrapes. */
export function jobMetrics(registry: Registry, jobs: readonly ScheduledJob[]): JobMetrics {
  const registers = [registry];
  const runs = new Counter({
    name: 'yuanqu_job_runs_total',
    help: 'Runs of a job that ended, by outcome: done, failed, cut-off',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'yuanqu_job_duration_seconds',
    help: 'How long a run of a job took',
    labelNames: ['job'],
    buckets: [0.01, 0.1, 1, 10, 60, 300, 900],
    registers,
  });
  const succeeded = new Gauge({
    name: 'yuanqu_job_last_success_timestamp_seconds',
    help: 'When a job last ended well in this process',
    labelNames: ['job'],
    registers,
  });
  const parkedRows = new Gauge({
    name: 'yuanqu_job_parked_rows',
    help: 'Rows that a job could not deal with and left lying',
    labelNames: ['job'],
    registers: [],
    async collect() {
      this.reset();
      for (const { name, parked } of jobs) {
        const count = await parked?.count().catch(() => undefined);
        if (count !== undefined) this.set({ job: name }, count);
      }
    },
  });
  registry.registerMetric(parkedRows);
  return {
    ended: (job, { at, outcome, durationMs }) => {
      runs.inc({ job, outcome });
      duration.observe({ job }, durationMs / 1_000);
      if (outcome === 'done') succeeded.set({ job }, at.getTime() / 1_000);
    },
  };
}
