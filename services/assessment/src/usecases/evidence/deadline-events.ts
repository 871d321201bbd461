import {
  applicationApproved,
  applicationEnded,
  applicationReopened,
  applicationReturned,
  applicationSubmitted,
  incentiveClaimChecked,
  incentiveClaimEnded,
  incentiveClaimGranted,
  incentiveClaimProofAsked,
  incentiveClaimProofComplete,
  incentiveClaimRefused,
  type RecordedEventOf,
  serviceRequestAnswered,
  serviceRequestClosed,
  serviceRequestOpened,
  taskClosed,
  taskOpened,
} from '@yuanqu/events';
import type { DeadlineKind, DeadlineStep } from './evidence-ports.ts';

/**
 * What sets deadlines and what ends them. That one was missed needs no event: it follows from when it was due and what
 * came after.
 */
export const deadlineEvents = [
  serviceRequestOpened,
  serviceRequestAnswered,
  serviceRequestClosed,
  applicationSubmitted,
  applicationReopened,
  applicationReturned,
  applicationApproved,
  applicationEnded,
  incentiveClaimProofComplete,
  incentiveClaimProofAsked,
  incentiveClaimChecked,
  incentiveClaimGranted,
  incentiveClaimRefused,
  incentiveClaimEnded,
  taskOpened,
  taskClosed,
] as const;
export type DeadlineEvent = RecordedEventOf<(typeof deadlineEvents)[number]>;

/** The step that an event makes; a request that is rated or taken as accepted was answered before. */
export function deadlineStepOf(event: DeadlineEvent): DeadlineStep | undefined {
  if (isOfClaim(event)) return claimStepOf(event);
  switch (event.type) {
    case serviceRequestOpened.type:
      return due('service', event, event.data.answerDueAt);
    case serviceRequestAnswered.type:
      return ended('service', event, 'done');
    case serviceRequestClosed.type:
      return event.data.how === 'withdrawn' ? ended('service', event, 'dropped') : undefined;
    case applicationSubmitted.type:
    case applicationReopened.type:
      return due('policy', event, event.data.reviewDueAt);
    case applicationReturned.type:
    case applicationApproved.type:
      return ended('policy', event, 'done');
    case applicationEnded.type:
      return ended('policy', event, event.data.how === 'rejected' ? 'done' : 'dropped');
    case taskOpened.type:
      return due('task', event, event.data.dueAt);
    case taskClosed.type:
      return ended('task', event, 'done');
  }
}

/**
 * Of a claim counts what the park has to do: checking it, then granting or refusing it. Showing proof is the claimant's
 * own time.
 */
function claimStepOf(event: ClaimEvent): DeadlineStep | undefined {
  switch (event.type) {
    case incentiveClaimProofComplete.type:
      return event.data.dueBy === undefined ? undefined : due('policy', event, event.data.dueBy);
    case incentiveClaimChecked.type:
      return event.data.dueBy === undefined
        ? ended('policy', event, 'done')
        : { ...due('policy', event, event.data.dueBy), what: 'next' };
    case incentiveClaimEnded.type:
      return ended('policy', event, 'dropped');
    default:
      return ended('policy', event, 'done');
  }
}

type ClaimEvent = Extract<DeadlineEvent, { readonly data: { readonly claim: string } }>;

const isOfClaim = (event: DeadlineEvent): event is ClaimEvent => 'claim' in event.data;

const due = (kind: DeadlineKind, event: DeadlineEvent, dueAt: string): DeadlineStep => ({
  ...placed(kind, event),
  what: 'due',
  dueAt,
});

const ended = (kind: DeadlineKind, event: DeadlineEvent, what: 'done' | 'dropped'): DeadlineStep => ({
  ...placed(kind, event),
  what,
  dueAt: null,
});

const placed = (kind: DeadlineKind, event: DeadlineEvent) => ({
  kind,
  subject: event.subject,
  revision: event.revision,
  park: event.data.park,
  at: event.time,
  topic: event.topic,
  partition: event.partition,
  epoch: event.epoch,
  sequence: event.sequence,
});
