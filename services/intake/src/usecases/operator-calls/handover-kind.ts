import {
  type NewEvent,
  newEvent,
  operatorClearOutLate,
  operatorHandoverDone,
  operatorHandoverOpened,
  operatorHandoverOverdue,
} from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import {
  dueAtOf,
  type HandoverCommand,
  handoverDecider,
  type HandoverFact,
  type OperatorHandover,
} from '../../domain/operator-calls/operator-handover.ts';

/** Hand-overs of operators that leave as they are kept, and what others hear of them. */
export const handoverKind: CaseKind<OperatorHandover, HandoverCommand, HandoverFact> = {
  name: 'operator-handover',
  decider: handoverDecider,
  headOf: (handover) => ({
    status: handover.status,
    park: handover.park,
    party: handover.operator,
    dueAt: dueAtOf(handover),
  }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: (step) => {
    const event = eventOf(step);
    return event ? [event] : [];
  },
};

type Step = CaseStep<OperatorHandover, HandoverFact>;

function eventOf({ id, revision, fact, state, deed }: Step): NewEvent | undefined {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const { park, operator, operatorName, cause, until, dueAt, successor } = state;
  const about = { park, operator, operatorName };
  switch (fact.kind) {
    case 'opened':
      return newEvent(operatorHandoverOpened, {
        ...envelope,
        data: { ...about, cause: cause.kind, ...(until !== undefined && { until }), dueAt },
      });
    case 'came-too-late':
      return newEvent(operatorClearOutLate, {
        ...envelope,
        data: {
          ...about,
          lastDay: cause.kind === 'clear-out' ? cause.lastDay : dueAt.slice(0, 10),
          successor: successor ?? '',
        },
      });
    case 'overdue':
      return newEvent(operatorHandoverOverdue, {
        ...envelope,
        data: { ...about, missing: [...fact.missing], dueAt },
      });
    case 'completed':
      return newEvent(operatorHandoverDone, { ...envelope, data: { ...about, successor: fact.successor } });
    case 'item-done':
    case 'planned':
      return undefined;
  }
}
