import {
  applicationApproved,
  applicationEnded,
  applicationOverdue,
  applicationReturned,
  applicationReviewed,
  type DataOf,
  type EventDefinition,
  incentiveClaimChecked,
  incentiveClaimEnded,
  incentiveClaimGranted,
  incentiveClaimKept,
  incentiveClaimOverdue,
  incentiveClaimProofAsked,
  incentiveClaimRefused,
  incentiveClaimRevoked,
  objectionDecided,
  objectionOverdue,
  occupancyFellBelowTarget,
  occupancyRecovered,
  operatorAdmitted,
  operatorAppealDecided,
  operatorCallClosed,
  operatorCallOpened,
  operatorCallOverdue,
  operatorHandoverDone,
  operatorHandoverOverdue,
  operatorStandingChanged,
  operatorStandingOverdue,
  operatorStandingProceeded,
  serviceRequestAnswered,
  serviceRequestClosed,
  serviceRequestOverdue,
  taskClosed,
  taskOpened,
  tenancyClearOutDropped,
  tenancyClearOutOverdue,
  tenancyHearingOverdue,
  tenancyHearingUpheld,
  tenancyEnded,
  unversioned,
} from '@yuanqu/events';
import type { Notice } from '../notice.ts';
import type { Matter, MatterEnd } from './matter.ts';

type Deed = DataOf<typeof operatorStandingOverdue>['what'];

const deeds: Readonly<Record<Deed, string>> = {
  plan: 'park-operator',
  rectification: 'task-force',
  interview: 'task-force',
  decision: 'district-leader',
  'hand-over': 'leading-group-office',
  appeal: 'assessor',
};
const ofDeed = (what: string): string => `operator-${what}`;
const deedsButAppeal = Object.keys(deeds)
  .filter((what) => what !== 'appeal')
  .map(ofDeed);

type Opening = Omit<Matter, 'id' | 'actorFirst'> & { readonly actorFirst?: boolean };

interface Opens {
  readonly type: string;
  readonly matter: (data: never) => Opening;
}

const opens = <D extends EventDefinition>(definition: D, matter: (data: DataOf<D>) => Opening): Opens => ({
  type: unversioned(definition.type),
  matter,
});

/** Which events say that something has to be done, by when, and by whom. */
const openings: readonly Opens[] = [
  opens(occupancyFellBelowTarget, () => ({ kind: 'occupancy', actor: 'park-operator' })),
  opens(taskOpened, ({ dueAt }) => ({ kind: 'task', dueAt, actor: 'park-operator' })),
  opens(applicationOverdue, ({ reviewDueAt }) => ({
    kind: 'application',
    dueAt: reviewDueAt,
    actor: 'task-force',
  })),
  opens(serviceRequestOverdue, ({ answerDueAt }) => ({
    kind: 'service-request',
    dueAt: answerDueAt,
    actor: 'park-operator',
  })),
  opens(tenancyClearOutOverdue, ({ leaveBy }) => ({
    kind: 'clear-out',
    dueAt: leaveBy,
    actor: 'task-force',
  })),
  opens(tenancyHearingOverdue, ({ decideBy }) => ({
    kind: 'hearing',
    dueAt: decideBy,
    actor: 'task-force',
  })),
  opens(incentiveClaimOverdue, ({ dueBy }) => ({
    kind: 'incentive-claim',
    dueAt: dueBy,
    actor: 'task-force',
  })),
  opens(operatorCallOverdue, ({ dueAt }) => ({ kind: 'operator-call', dueAt, actor: 'district-leader' })),
  opens(operatorHandoverOverdue, ({ dueAt }) => ({ kind: 'handover', dueAt, actor: 'park-operator' })),
  opens(objectionOverdue, ({ decideDueAt }) => ({
    kind: 'objection',
    dueAt: decideDueAt,
    actor: 'assessor',
  })),
  opens(operatorStandingOverdue, ({ what, dueAt }) => ({
    kind: ofDeed(what),
    dueAt,
    actor: deeds[what],
    actorFirst: true,
  })),
];

const ends: readonly (readonly [definition: EventDefinition, kinds: readonly string[]])[] = [
  [occupancyRecovered, ['occupancy']],
  [taskClosed, ['task']],
  [applicationApproved, ['application']],
  [applicationEnded, ['application']],
  [applicationReturned, ['application']],
  [applicationReviewed, ['application']],
  [serviceRequestAnswered, ['service-request']],
  [serviceRequestClosed, ['service-request']],
  [tenancyEnded, ['clear-out', 'hearing']],
  [tenancyClearOutDropped, ['clear-out', 'hearing']],
  [tenancyHearingUpheld, ['hearing']],
  [incentiveClaimProofAsked, ['incentive-claim']],
  [incentiveClaimChecked, ['incentive-claim']],
  [incentiveClaimGranted, ['incentive-claim']],
  [incentiveClaimRefused, ['incentive-claim']],
  [incentiveClaimKept, ['incentive-claim']],
  [incentiveClaimRevoked, ['incentive-claim']],
  [incentiveClaimEnded, ['incentive-claim']],
  [operatorCallOpened, ['operator-call']],
  [operatorAdmitted, ['operator-call']],
  [operatorCallClosed, ['operator-call']],
  [operatorHandoverDone, ['handover']],
  [objectionDecided, ['objection']],
  [operatorStandingProceeded, deedsButAppeal],
  [operatorStandingChanged, deedsButAppeal],
  [operatorAppealDecided, [ofDeed('appeal')]],
];

const openingOf = new Map(openings.map(({ type, matter }) => [type, matter]));
const endsOf = new Map(ends.map(([definition, kinds]) => [unversioned(definition.type), kinds]));

/** The kinds of matters there are. */
export const matterKinds: readonly string[] = [...new Set(ends.flatMap(([, kinds]) => kinds))];

/** Whether events of this type say that something has to be done. */
export const opensMatter = (eventType: string): boolean => openingOf.has(eventType);

/** The matter that a notice opens, if it is about something that has to be done. */
export function matterOf({ eventType, subject, data }: Notice): Matter | undefined {
  const opening = openingOf.get(eventType)?.(data as never);
  return opening && { actorFirst: false, ...opening, id: subject };
}

/** What is done with the event of a notice. */
export function matterEndOf({ eventType, subject, occurredAt }: Notice): MatterEnd | undefined {
  const kinds = endsOf.get(eventType);
  return kinds && { kinds, id: subject, at: occurredAt };
}
