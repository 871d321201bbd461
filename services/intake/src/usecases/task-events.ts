import { formatInstant } from '@yuanqu/domain';
import { type EventContext, type NewEvent, newEvent, taskClosed, taskOpened } from '@yuanqu/events';
import type { NewTask } from './ports.ts';
import type { ClosedTask } from './registry-ports.ts';

/** Somebody has to do something. */
export const taskOpenedEvent = ({ id, kind, park, about, dueAt }: NewTask, time: Date): NewEvent =>
  newEvent(taskOpened, {
    subject: id,
    revision: 1,
    time,
    data: { kind, park, about, dueAt: formatInstant(dueAt) },
  });

/** A task was done. */
export const taskClosedEvent = (
  { id, kind, park, about, revision }: ClosedTask,
  time: Date,
  context: EventContext,
): NewEvent => newEvent(taskClosed, { subject: id, revision, time, context, data: { kind, park, about } });
