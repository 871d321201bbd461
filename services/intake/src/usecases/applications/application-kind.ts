import {
  applicationApproved,
  applicationEnded,
  applicationReopened,
  applicationOverdue,
  applicationReturned,
  applicationReviewed,
  applicationSubmitted,
  type NewEvent,
  newEvent,
} from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import { type Application, dueAtOf } from '../../domain/applications/application.ts';
import { applicationDecider } from '../../domain/applications/application-decider.ts';
import type { ApplicationCommand, ApplicationFact } from '../../domain/applications/application-facts.ts';

/** Applications as they are kept, and what others hear of them. */
export const applicationKind: CaseKind<Application, ApplicationCommand, ApplicationFact> = {
  name: 'application',
  decider: applicationDecider,
  headOf: (application) => ({
    status: application.status,
    park: application.unseen ? undefined : application.content.park,
    party: application.content.applicant.uscc,
    dueAt: dueAtOf(application),
  }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: (step) => {
    const event = eventOf(step);
    return event ? [event] : [];
  },
};

type Step = CaseStep<Application, ApplicationFact>;

function eventOf(step: Step): NewEvent | undefined {
  const { id, revision, fact, state, deed } = step;
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const about = aboutOf(state);
  if (fact.kind === 'review-overdue')
    return newEvent(applicationOverdue, {
      ...envelope,
      data: { ...about, reviewDueAt: state.reviewDueAt ?? '' },
    });
  if (fact.kind === 'review-reopened') {
    const { reason, reviewDueAt } = fact;
    return newEvent(applicationReopened, { ...envelope, data: { ...about, reason, reviewDueAt } });
  }
  if (fact.kind === 'approved')
    return newEvent(applicationApproved, {
      ...envelope,
      data: { ...about, ...judgedBy(state), contractDueAt: fact.contractDueAt },
    });
  if (fact.kind === 'approved-in-group')
    return newEvent(applicationReviewed, { ...envelope, data: { ...about, ...judgedBy(state) } });
  return isEnd(fact)
    ? newEvent(applicationEnded, { ...envelope, data: { ...about, how: fact.kind, ...reasonOf(fact) } })
    : submissionEvent(step, about);
}

function submissionEvent({ id, revision, fact, state, deed }: Step, about: About): NewEvent | undefined {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  if (fact.kind === 'returned')
    return newEvent(applicationReturned, {
      ...envelope,
      data: { ...about, ...judgedBy(state), reason: fact.reason },
    });
  if (fact.kind !== 'submitted') return undefined;
  const outcome = fact.admission.outcome === 'admissible' ? 'admissible' : 'to-review';
  const { reviewDueAt } = fact;
  return newEvent(applicationSubmitted, {
    ...envelope,
    data: { ...about, ...judgedBy(state), outcome, reviewDueAt },
  });
}

type About = ReturnType<typeof aboutOf>;
type End = Extract<ApplicationFact, { readonly kind: 'rejected' | 'withdrawn' | 'expired' | 'group-failed' }>;

const ends: ReadonlySet<string> = new Set(['rejected', 'withdrawn', 'expired', 'group-failed']);

const isEnd = (fact: ApplicationFact): fact is End => ends.has(fact.kind);

const reasonOf = (fact: End) =>
  'reason' in fact && fact.reason !== undefined ? { reason: fact.reason } : {};

const judgedBy = ({ admission }: Application) => (admission?.policy ? { policy: admission.policy } : {});

const aboutOf = ({ content: { park, applicant, wanted }, group }: Application) => ({
  park,
  applicant: applicant.name,
  ...(applicant.uscc !== undefined && { uscc: applicant.uscc }),
  industry: applicant.industry,
  usage: wanted.usage,
  areaM2: wanted.areaM2,
  ...(group !== undefined && { group }),
});
