import { observableAt } from '../domain/observable-time.ts';
import { settleBatch } from '../domain/settle-batch.ts';
import { completionTask } from './completion-task.ts';
import { contentHash } from './content-hash.ts';
import { eventsOf, type OccupancyLine } from './occupancy-events.ts';
import type { SettlingPorts } from './ports.ts';
import { refuseSending, type Submission, type SubmissionAnswer } from './submission.ts';

/** Settles the updates of many submissions in one commit; answers for each, in order, after it. */
export type SettleUpdates = (submissions: readonly Submission[]) => Promise<readonly SubmissionAnswer[]>;

/** Load, settle in memory, save state, history and events: a handful of statements however many lines there are. */
export const makeSettleUpdates =
  ({ transaction, load, save, append, clock }: SettlingPorts): SettleUpdates =>
  (submissions) => {
    const sent = submissions.map((submission) => ({ submission, lines: linesOf(submission) }));
    const allLines = sent.flatMap(({ lines }) => lines);
    return transaction(async (tx) => {
      const now = clock();
      const time = observableAt(now.getTime());
      const known = await load(tx, { lines: allLines, clientIds: clientsOf(submissions), time });
      const refusals = submissions.map(({ from }) => refuseSending(from, known.revokedClients, time.nowMs));
      const taken = sent.flatMap(({ lines }, index) => (refusals[index] ? [] : lines));
      const batch = settleBatch(taken, known);
      if (batch.entries.length > 0) {
        const tasks = batch.newEnterprises.map((enterprise) => completionTask(enterprise, now));
        await save(tx, batch, tasks, now);
        await append(tx, eventsOf(batch, tasks, now));
      }
      let next = 0;
      return submissions.map(
        ({ updates }, index) => refusals[index] ?? batch.settlements.slice(next, (next += updates.length)),
      );
    });
  };

const linesOf = ({ from: { sender, context }, updates }: Submission): readonly OccupancyLine[] =>
  updates.map((update) => ({ sender, update, contentHash: contentHash(update), context }));

const clientsOf = (submissions: readonly Submission[]): readonly string[] => [
  ...new Set(submissions.flatMap(({ from }) => from.clientId ?? [])),
];
