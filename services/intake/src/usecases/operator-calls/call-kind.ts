import {
  type NewEvent,
  newEvent,
  operatorAdmitted,
  operatorCallClosed,
  operatorCallOpened,
  operatorCallOverdue,
  operatorCallToDecide,
} from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import { callDecider } from '../../domain/operator-calls/call-decider.ts';
import {
  type CallCommand,
  type CallFact,
  dueAtOf,
  type OperatorCall,
  standing,
} from '../../domain/operator-calls/operator-call.ts';
import { decideBy } from './deadlines.ts';

/** Calls for operators as they are kept, and what others hear of them. */
export const callKind: CaseKind<OperatorCall, CallCommand, CallFact> = {
  name: 'operator-call',
  decider: callDecider,
  headOf: (call) => ({
    status: call.status,
    park: call.park,
    party: call.admitted?.operator,
    dueAt: dueAtOf(call),
  }),
  onDue: (at) => ({ kind: 'time-passed', at, decideBy: decideBy(new Date(at)) }),
  publish: (step) => {
    const event = eventOf(step);
    return event ? [event] : [];
  },
};

function eventOf({
  id,
  revision,
  fact,
  state,
  deed,
}: CaseStep<OperatorCall, CallFact>): NewEvent | undefined {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const { park, cause, closesAt, admitted } = state;
  switch (fact.kind) {
    case 'called':
    case 'extended':
      return newEvent(operatorCallOpened, { ...envelope, data: { park, cause, closesAt } });
    case 'closed-for-decision':
    case 'admission-lapsed': {
      const applicants = standing(state).map(({ operator }) => operator);
      if (applicants.length === 0) return undefined;
      return newEvent(operatorCallToDecide, {
        ...envelope,
        data: { park, applicants, decideBy: fact.decideBy },
      });
    }
    case 'overdue':
      return newEvent(operatorCallOverdue, { ...envelope, data: { park, dueAt: fact.dueAt } });
    case 'admitted': {
      const { operator, name, reason, signBy } = fact;
      const data = { park, operator, operatorName: name, reason, signBy };
      return newEvent(operatorAdmitted, { ...envelope, data });
    }
    case 'contracted':
    case 'failed':
    case 'withdrawn':
      return newEvent(operatorCallClosed, {
        ...envelope,
        data: {
          park,
          how: fact.kind,
          ...(admitted && { operator: admitted.operator, operatorName: admitted.name }),
        },
      });
    default:
      return undefined;
  }
}
