import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@yuanqu/domain';
import type { Settlement } from '../domain/settle-update.ts';
import type { SettleUpdates } from './settle-updates.ts';
import type { Submission, SubmissionAnswer } from './submission.ts';

export interface GroupCommitOptions {
  readonly settleUpdates: SettleUpdates;
  /** A batch takes submissions until it has this many lines; a single larger submission is a batch by itself. */
  readonly maxBatchLines: number;
  /** How long the first submission after a pause waits for company. */
  readonly maxDelayMs: number;
  /** Lines waiting beyond this are not taken. */
  readonly maxWaitingLines: number;
  readonly observe?: (batch: {
    readonly lines: number;
    readonly submissions: number;
    readonly ms: number;
  }) => void;
}

/** The one committer of a process: gathers what all requests and streams submit and commits it together. */
export interface GroupCommit {
  /**
   * Resolves after the commit, in the order of the updates. Rejects with `intake.overloaded` when too much is waiting,
   * and with whatever the commit failed with.
   */
  readonly submit: (submission: Submission) => Promise<readonly Settlement[]>;
  /** Resolves when there is room for more, or false after the time given. */
  readonly room: (withinMs: number) => Promise<boolean>;
  readonly waitingLines: () => number;
  /** Resolves when everything submitted has been answered. */
  readonly idle: () => Promise<void>;
}

/** Makes the committer: one batch at a time, and whatever comes while it commits is the next. */
export function makeGroupCommit(options: GroupCommitOptions): GroupCommit {
  const { maxBatchLines, maxDelayMs, maxWaitingLines } = options;
  const queue: Waiting[] = [];
  const forRoom = new Set<() => void>();
  let waitingLines = 0;
  let running: Promise<void> | undefined;

  const submit = (submission: Submission): Promise<readonly Settlement[]> => {
    if (waitingLines >= maxWaitingLines) return Promise.reject(overloaded(waitingLines));
    const { promise, resolve, reject } = Promise.withResolvers<readonly Settlement[]>();
    queue.push({ submission, resolve, reject });
    waitingLines += submission.updates.length;
    running ??= run();
    return promise;
  };

  const run = async (): Promise<void> => {
    if (waitingLines < maxBatchLines) await delay(maxDelayMs);
    while (queue.length > 0) {
      const batch = queue.splice(0, countForBatch(queue, maxBatchLines));
      await settle(options, batch);
      waitingLines -= linesIn(batch);
      for (const proceed of forRoom) proceed();
    }
    running = undefined;
  };

  const room = async (withinMs: number): Promise<boolean> => {
    const deadline = performance.now() + withinMs;
    while (waitingLines >= maxWaitingLines && performance.now() < deadline)
      await nextCall(forRoom, deadline - performance.now());
    return waitingLines < maxWaitingLines;
  };

  return { submit, room, waitingLines: () => waitingLines, idle: async () => running };
}

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (settlements: readonly Settlement[]) => void;
  readonly reject: (error: unknown) => void;
}

const linesIn = (batch: readonly Waiting[]): number =>
  batch.reduce((lines, { submission }) => lines + submission.updates.length, 0);

function countForBatch(queue: readonly Waiting[], maxLines: number): number {
  let lines = 0;
  const index = queue.findIndex(({ submission }) => {
    lines += submission.updates.length;
    return lines > maxLines;
  });
  return index === -1 ? queue.length : Math.max(1, index);
}

async function settle(options: GroupCommitOptions, batch: readonly Waiting[]): Promise<void> {
  const startedAt = performance.now();
  try {
    const answers = await options.settleUpdates(batch.map(({ submission }) => submission));
    options.observe?.({
      lines: linesIn(batch),
      submissions: batch.length,
      ms: performance.now() - startedAt,
    });
    for (const [index, waiting] of batch.entries()) answer(waiting, answers[index]);
  } catch (error) {
    // An AppError is a cause outside, the same for all. Anything else is a bug that one submission brings out:
    // it must not fail the others.
    if (batch.length > 1 && !(error instanceof AppError))
      for (const one of batch) await settle(options, [one]);
    else for (const { reject } of batch) reject(error);
  }
}

function answer({ resolve, reject }: Waiting, given: SubmissionAnswer | undefined): void {
  if (given === undefined) reject(new Error('a submission was left without an answer'));
  else if (given instanceof AppError) reject(given);
  else resolve(given);
}

const overloaded = (waitingLines: number): AppError =>
  new AppError(
    'intake.overloaded',
    'unavailable',
    `${waitingLines} updates are waiting to be committed, which is as many as are taken; send it again after Retry-After.`,
    { retryAfterMs: 1_000 },
  );

/** Resolves when the set's callbacks are called next, or after the time given. */
async function nextCall(callbacks: Set<() => void>, withinMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, withinMs);
  callbacks.add(resolve);
  await promise;
  clearTimeout(timer);
  callbacks.delete(resolve);
}
