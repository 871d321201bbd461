import type { Executor } from '@yuanqu/messaging';
import type { Parked } from './parked.ts';

/** Work to be done later or on a schedule, kept in the service's database. Delivery is at least once. */
export interface Jobs {
  /** Queues a job; with `tx` it exists only if that transaction commits. Answers its id, or undefined when `singletonKey` is queued already. */
  readonly send: (name: string, data: object, options?: SendOptions) => Promise<string | undefined>;
  /** Handles the jobs of this name, `concurrency` at a time (1), tried again with backoff when the handler throws. */
  readonly work: <Data extends object>(
    name: string,
    handle: HandleJob<Data>,
    options?: { readonly concurrency?: number },
  ) => Promise<void>;
  /** Runs at the times of the cron expression (Asia/Shanghai), once among all instances. */
  readonly schedule: (job: ScheduledJob) => Promise<void>;
  /** Lets the jobs in hand end, takes no more. */
  readonly stop: () => Promise<void>;
}

export interface SendOptions {
  readonly tx?: Executor;
  readonly startAfter?: Date;
  /** At most one job of this name and key waits at a time. */
  readonly singletonKey?: string;
}

export type HandleJob<Data extends object> = (
  data: Data,
  job: { readonly id: string; readonly signal: AbortSignal },
) => Promise<void>;

export interface ScheduledJob {
  readonly name: string;
  readonly cron: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** What it could not deal with; for whoever keeps the platform running. */
  readonly parked?: Parked;
}
