import {
  enterpriseChanged,
  enterpriseRegistered,
  type EventContext,
  type NewEvent,
  newEvent,
  taskClosed,
} from '@yuanqu/events';
import type { EnterpriseDecision } from '../domain/enterprise-facts.ts';
import type { ClosedTask } from './registry-ports.ts';

/** An enterprise was registered, or its facts changed. */
export function enterpriseEnteredEvent(
  { outcome, enterprise }: EnterpriseDecision,
  time: Date,
  context: EventContext,
): NewEvent {
  const { uscc, name, industry, sizeClass, revision } = enterprise;
  return newEvent(outcome === 'created' ? enterpriseRegistered : enterpriseChanged, {
    subject: uscc,
    revision,
    time,
    context,
    data: { uscc, name, industry, ...(sizeClass !== undefined && { sizeClass }), provisional: false },
  });
}

/** A task was done. */
export const taskClosedEvent = (
  { id, kind, park, about, revision }: ClosedTask,
  time: Date,
  context: EventContext,
): NewEvent => newEvent(taskClosed, { subject: id, revision, time, context, data: { kind, park, about } });
