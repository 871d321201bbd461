import type { Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Logger } from 'pino';
import type { JobMetrics } from './job-metrics.ts';
import { beginRun, endRun, type EndedRun } from './job-runs.ts';
import type { ScheduledJob } from './jobs.ts';

export interface Watching {
  readonly pool: Executor;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: JobMetrics;
}

/** The job, whose runs are remembered and measured. That they can't be remembered keeps none from being done. */
export function watchedJob(job: ScheduledJob, { pool, clock, log, metrics }: Watching): ScheduledJob {
  const { name } = job;
  const remember = (writing: Promise<void>): Promise<void> =>
    writing.catch((error: unknown) => log.warn({ job: name, err: error }, 'a job’s run is not remembered'));
  const end = async (startedMs: number, outcome: EndedRun['outcome'], error?: string): Promise<void> => {
    const durationMs = performance.now() - startedMs;
    const at = clock();
    metrics.ended(name, { at, outcome, durationMs, error });
    await remember(endRun(pool, name, { at, outcome, durationMs, error }));
  };
  return {
    ...job,
    run: async (signal) => {
      const startedMs = performance.now();
      await remember(beginRun(pool, name, clock()));
      try {
        await job.run(signal);
      } catch (error) {
        await end(startedMs, 'failed', error instanceof Error ? error.message : String(error));
        throw error;
      }
      await end(startedMs, signal.aborted ? 'cut-off' : 'done');
    },
  };
}
