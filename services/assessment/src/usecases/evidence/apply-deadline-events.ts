import type { Executor } from '@yuanqu/messaging';
import type { ReadClosedUntil, RecordLateArrivals } from '../ports.ts';
import { type DeadlineEvent, deadlineStepOf } from './deadline-events.ts';
import type { DeadlineStep, SaveDeadlineSteps } from './evidence-ports.ts';

interface Ports {
  readonly saveDeadlineSteps: SaveDeadlineSteps;
  readonly readClosedUntil: ReadClosedUntil;
  readonly recordLateArrivals: RecordLateArrivals;
}

/** Takes deadlines of service requests, policy cases and tasks, and what ended them. */
export const makeApplyDeadlineEvents =
  ({ saveDeadlineSteps, readClosedUntil, recordLateArrivals }: Ports) =>
  async (tx: Executor, events: readonly DeadlineEvent[]): Promise<void> => {
    const made = events.flatMap((event) => {
      const step = deadlineStepOf(event);
      return step ? [{ event, step }] : [];
    });
    if (made.length === 0) return;
    await saveDeadlineSteps(
      tx,
      made.map(({ step }) => step),
    );
    const closedUntil = await readClosedUntil(tx);
    if (!closedUntil) return;
    const late = made.filter(({ step }) => Date.parse(concerns(step)) < closedUntil.getTime());
    if (late.length > 0) await recordLateArrivals(tx, late.map(toLate));
  };

/** A deadline counts in the month in which it is due; what ended it came before then, or changes nothing. */
const concerns = ({ dueAt, at }: DeadlineStep): string => dueAt ?? at.toISOString();

const toLate = ({ event, step }: { readonly event: DeadlineEvent; readonly step: DeadlineStep }) => ({
  kind: 'deadline' as const,
  eventId: event.id,
  park: step.park,
  at: concerns(step),
  arrivedAt: event.time,
  topic: step.topic,
  partition: step.partition,
  epoch: step.epoch,
  sequence: step.sequence,
});
