import {
  type NewEvent,
  newEvent,
  serviceRequestAnswered,
  serviceRequestClosed,
  serviceRequestOpened,
  serviceRequestOverdue,
} from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import {
  dueAtOf,
  type ServiceCommand,
  serviceDecider,
  type ServiceFact,
  type ServiceRequest,
} from '../../domain/service-requests/service-request.ts';

/** Service requests as they are kept, and what others hear of them. */
export const serviceRequestKind: CaseKind<ServiceRequest, ServiceCommand, ServiceFact> = {
  name: 'service-request',
  decider: serviceDecider,
  headOf: (request) => ({
    status: request.status,
    park: request.park,
    party: request.tenant.uscc,
    dueAt: dueAtOf(request),
  }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: (step) => [eventOf(step)],
};

function eventOf({ id, revision, fact, state, deed }: CaseStep<ServiceRequest, ServiceFact>): NewEvent {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const { park, category, tenant, unit, answerDueAt, reopened } = state;
  const about = {
    park,
    category,
    tenant: tenant.name,
    ...(tenant.uscc !== undefined && { uscc: tenant.uscc }),
    ...(unit !== undefined && { unit }),
    answerDueAt,
  };
  switch (fact.kind) {
    case 'opened':
    case 'reopened':
      return newEvent(serviceRequestOpened, { ...envelope, data: { ...about, reopened } });
    case 'answered':
      return newEvent(serviceRequestAnswered, { ...envelope, data: { ...about, inTime: fact.inTime } });
    case 'overdue':
      return newEvent(serviceRequestOverdue, { ...envelope, data: about });
    case 'rated':
    case 'closed':
    case 'withdrawn': {
      const stars = fact.kind === 'rated' ? { stars: fact.stars } : {};
      return newEvent(serviceRequestClosed, { ...envelope, data: { ...about, how: fact.kind, ...stars } });
    }
  }
}
