import {
  enterpriseChanged,
  enterpriseRegistered,
  type EventContext,
  type NewEvent,
  newEvent,
} from '@yuanqu/events';
import type { EnterpriseDecision } from '../domain/enterprise-facts.ts';

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
