import {
  applicationApproved,
  applicationEnded,
  applicationOverdue,
  applicationReopened,
  applicationReturned,
  applicationReviewed,
  applicationSubmitted,
  chainGapClosed,
  chainGapOpened,
  clientRestored,
  clientRevoked,
  type DataOf,
  demandOffered,
  demandUnmet,
  type EventDefinition,
  incentiveClaimChecked,
  incentiveClaimEnded,
  incentiveClaimGranted,
  incentiveClaimKept,
  incentiveClaimOverdue,
  incentiveClaimProofAsked,
  incentiveClaimProofComplete,
  incentiveClaimRefused,
  incentiveClaimRevoked,
  incentiveClaimSubmitted,
  goalAgreed,
  goalChanged,
  goalChangeDeclined,
  goalChangeProposed,
  goalClosed,
  goalDropped,
  goalProposed,
  incidentRecorded,
  incidentWithdrawn,
  leagueTableClosed,
  leagueTablePreviewed,
  leagueTablePublished,
  leagueTableReopened,
  objectionDecided,
  objectionOverdue,
  objectionRaised,
  occupancyFellBelowTarget,
  occupancyRecovered,
  operatorContracted,
  operatorContractEnded,
  operatorAdmitted,
  operatorAppealDecided,
  operatorCallClosed,
  operatorCallOpened,
  operatorCallOverdue,
  operatorCallToDecide,
  operatorClearOutDecided,
  operatorClearOutLate,
  operatorHandoverDone,
  operatorHandoverOpened,
  operatorHandoverOverdue,
  operatorStandingAppealed,
  operatorStandingChanged,
  operatorStandingOverdue,
  operatorStandingPaused,
  operatorStandingProceeded,
  parkNearlyFull,
  policyPublished,
  type RecordedEvent,
  renovationCandidateFound,
  scoringRuleAnnounced,
  serviceRequestAnswered,
  serviceRequestClosed,
  serviceRequestOpened,
  serviceRequestOverdue,
  standingRuleAnnounced,
  taskClosed,
  taskOpened,
  tenancyClearOutDropped,
  tenancyClearOutNoticed,
  tenancyClearOutOverdue,
  tenancyHearingAsked,
  tenancyHearingOverdue,
  tenancyHearingUpheld,
  tenancyEnded,
  tenancyEnteredWithoutApplication,
  tenancyExpiring,
  tenancySigned,
  unversioned,
} from '@yuanqu/events';
import { Type } from 'typebox';
import type { Notice } from './notice.ts';
import type { Severity } from './severity.ts';

/** An event that people may be told of. Re-emitted state (`…snapshotted`) must never be among them. */
export interface NoticedEvent<D extends EventDefinition = EventDefinition> {
  readonly definition: D;
  /** What people may read of it: its definition without what is concealed from them. */
  readonly told: EventDefinition;
  readonly severity: (data: DataOf<D>) => Severity;
  /** Those it can have, least first. */
  readonly severities: readonly Severity[];
  /** It concerns all parks at once, so that no rule of a park holds for it. */
  readonly isDistrictWide: boolean;
  readonly parks: (data: DataOf<D>) => readonly string[];
  /** It may concern one enterprise, by its credit code. */
  readonly isOfEnterprise: boolean;
}

const noticed = <D extends EventDefinition>(
  definition: D,
  severity: SeverityOf<DataOf<D>>,
  parks: NoticedEvent<D>['parks'],
  concealed: readonly (keyof DataOf<D> & string)[] = [],
): NoticedEvent =>
  ({
    definition,
    told: without(definition, concealed),
    severity,
    severities: severity.possible,
    isDistrictWide: parks === wholeDistrict,
    parks,
    isOfEnterprise: enterprisesOwn.test(definition.type),
  }) as unknown as NoticedEvent;

// Whose application, contract, demand, request or claim it is.
const enterprisesOwn = /^cn\.yuanqu\.intake\.(application|tenancy|demand|service-request|incentive-claim)\./;

const without = (definition: EventDefinition, names: readonly string[]): EventDefinition =>
  names.length === 0 ? definition : { ...definition, data: Type.Omit(definition.data, [...names]) };

const itsPark = ({ park }: { readonly park: string }): readonly string[] => [park];
const itsParks = ({ parks }: { readonly parks: readonly string[] }): readonly string[] => parks;
const wholeDistrict = (): readonly string[] => [];

interface SeverityOf<Data> {
  (data: Data): Severity;
  readonly possible: readonly Severity[];
}
const among = <Data>(possible: readonly Severity[], severity: (data: Data) => Severity): SeverityOf<Data> =>
  Object.assign((data: Data) => severity(data), { possible });
const always = (severity: Severity): SeverityOf<unknown> => among([severity], () => severity);

// Ten points below the target is more than a month's letting makes good.
const severityOfShortfall = among(
  ['warning', 'critical'],
  ({ rate, target }: DataOf<typeof occupancyFellBelowTarget>) =>
    target - rate >= 0.1 ? 'critical' : 'warning',
);

const severityOfExpiry = among(['info', 'warning'], ({ days }: DataOf<typeof tenancyExpiring>) =>
  days <= 30 ? 'warning' : 'info',
);

const severityOfGoal = among(['info', 'warning'], ({ outcome }: DataOf<typeof goalClosed>) =>
  outcome === 'missed' ? 'warning' : 'info',
);
const severityOfStanding = among(
  ['info', 'warning', 'critical'],
  ({ to }: DataOf<typeof operatorStandingChanged>) => {
    if (to === 'good' || to === 'left') return 'info';
    return to === 'warned' || to === 'rectifying' ? 'warning' : 'critical';
  },
);
// Only the district leader can decide; nobody above would notice that it waits.
const severityOfDeed = among(['warning', 'critical'], ({ what }: DataOf<typeof operatorStandingOverdue>) =>
  what === 'decision' ? 'critical' : 'warning',
);
const severityOfIncident = among(['warning', 'critical'], ({ gravity }: DataOf<typeof incidentRecorded>) =>
  gravity === 'grave' ? 'critical' : 'warning',
);

/** Every event that rules can be made for. */
export const noticedEvents: readonly NoticedEvent[] = [
  noticed(occupancyFellBelowTarget, severityOfShortfall, itsPark),
  noticed(occupancyRecovered, always('info'), itsPark),
  noticed(parkNearlyFull, always('warning'), itsPark),
  noticed(renovationCandidateFound, always('info'), itsPark),
  // A closed table is not public yet: each park sees its own row, the ranking is told when it is published.
  noticed(leagueTableClosed, always('info'), wholeDistrict, ['ranking']),
  noticed(leagueTablePublished, always('info'), wholeDistrict),
  noticed(leagueTableReopened, always('warning'), wholeDistrict),
  noticed(scoringRuleAnnounced, always('info'), wholeDistrict),
  noticed(standingRuleAnnounced, always('info'), wholeDistrict),
  noticed(leagueTablePreviewed, always('info'), wholeDistrict),
  noticed(objectionRaised, always('info'), itsPark),
  noticed(objectionOverdue, always('warning'), itsPark),
  noticed(objectionDecided, always('info'), itsPark),
  noticed(incidentRecorded, severityOfIncident, itsPark),
  noticed(incidentWithdrawn, always('info'), itsPark),
  noticed(taskOpened, always('info'), itsPark),
  noticed(taskClosed, always('info'), itsPark),
  noticed(operatorContracted, always('info'), itsPark),
  noticed(operatorContractEnded, always('warning'), itsPark),
  noticed(policyPublished, always('info'), itsPark),
  noticed(applicationSubmitted, always('info'), itsPark),
  noticed(applicationReturned, always('info'), itsPark),
  noticed(applicationOverdue, always('warning'), itsPark),
  noticed(applicationReviewed, always('info'), itsPark),
  noticed(applicationReopened, always('warning'), itsPark),
  noticed(applicationApproved, always('info'), itsPark),
  noticed(applicationEnded, always('info'), itsPark),
  noticed(demandUnmet, always('warning'), itsPark),
  noticed(demandOffered, always('info'), itsPark),
  noticed(tenancyEnteredWithoutApplication, always('info'), itsPark),
  noticed(tenancySigned, always('info'), itsPark),
  noticed(tenancyExpiring, severityOfExpiry, itsPark),
  noticed(tenancyClearOutNoticed, always('warning'), itsPark),
  noticed(tenancyClearOutOverdue, always('critical'), itsPark),
  noticed(tenancyHearingAsked, always('warning'), itsPark),
  noticed(tenancyHearingOverdue, always('critical'), itsPark),
  noticed(tenancyHearingUpheld, always('warning'), itsPark),
  noticed(tenancyClearOutDropped, always('info'), itsPark),
  noticed(tenancyEnded, always('info'), itsPark),
  noticed(serviceRequestOpened, always('info'), itsPark),
  noticed(serviceRequestAnswered, always('info'), itsPark),
  noticed(serviceRequestOverdue, always('warning'), itsPark),
  noticed(serviceRequestClosed, always('info'), itsPark),
  noticed(incentiveClaimSubmitted, always('info'), itsPark),
  noticed(incentiveClaimProofComplete, always('info'), itsPark),
  noticed(incentiveClaimProofAsked, always('info'), itsPark),
  noticed(incentiveClaimChecked, always('info'), itsPark),
  noticed(incentiveClaimGranted, always('info'), itsPark),
  noticed(incentiveClaimRefused, always('info'), itsPark),
  noticed(incentiveClaimKept, always('info'), itsPark),
  noticed(incentiveClaimRevoked, always('warning'), itsPark),
  noticed(incentiveClaimOverdue, always('warning'), itsPark),
  noticed(incentiveClaimEnded, always('info'), itsPark),
  noticed(chainGapOpened, always('warning'), itsPark),
  noticed(chainGapClosed, always('info'), itsPark),
  noticed(goalProposed, always('info'), itsPark),
  noticed(goalAgreed, always('info'), itsPark),
  noticed(goalDropped, always('info'), itsPark),
  noticed(goalChangeProposed, always('info'), itsPark),
  noticed(goalChanged, always('info'), itsPark),
  noticed(goalChangeDeclined, always('info'), itsPark),
  noticed(goalClosed, severityOfGoal, itsPark),
  noticed(operatorStandingChanged, severityOfStanding, itsPark),
  noticed(operatorStandingOverdue, severityOfDeed, itsPark),
  noticed(operatorStandingAppealed, always('warning'), itsPark),
  noticed(operatorAppealDecided, always('info'), itsPark),
  noticed(operatorStandingPaused, always('info'), itsPark),
  noticed(operatorStandingProceeded, always('info'), itsPark),
  noticed(operatorClearOutDecided, always('critical'), itsPark),
  noticed(operatorCallOpened, always('info'), itsPark),
  noticed(operatorCallToDecide, always('info'), itsPark),
  noticed(operatorCallOverdue, always('warning'), itsPark),
  noticed(operatorAdmitted, always('info'), itsPark),
  noticed(operatorCallClosed, always('info'), itsPark),
  noticed(operatorHandoverOpened, always('warning'), itsPark),
  noticed(operatorHandoverOverdue, always('warning'), itsPark),
  noticed(operatorHandoverDone, always('info'), itsPark),
  noticed(operatorClearOutLate, always('warning'), itsPark),
  noticed(clientRevoked, always('critical'), itsParks),
  noticed(clientRestored, always('info'), itsParks),
];

const byType = new Map(noticedEvents.map((noticed) => [unversioned(noticed.definition.type), noticed]));

/** The noticed event of an unversioned type, if it is one. */
export const noticedEventOf = (eventType: string): NoticedEvent | undefined => byType.get(eventType);

/** The event as a notice. Throws on one that is not in the list: the consumer wants no others. */
export function toNotice(event: RecordedEvent): Notice {
  const eventType = unversioned(event.type);
  const noticed = byType.get(eventType);
  if (!noticed) throw new Error(`${event.type} is not among the noticed events`);
  return {
    eventId: event.id,
    eventType,
    severity: noticed.severity(event.data),
    parks: noticed.parks(event.data),
    enterprise: enterpriseOf(noticed, event.data as Readonly<Record<string, unknown>>),
    subject: event.subject,
    occurredAt: event.time,
    data: tellable(noticed, event.data as Readonly<Record<string, unknown>>),
  };
}

const enterpriseOf = (
  { isOfEnterprise }: NoticedEvent,
  { uscc }: Readonly<Record<string, unknown>>,
): string | undefined => (isOfEnterprise && typeof uscc === 'string' ? uscc : undefined);

const tellable = (
  { definition, told }: NoticedEvent,
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  if (told === definition) return data;
  const known = new Set(fieldsOf(told));
  return Object.fromEntries(Object.entries(data).filter(([name]) => known.has(name)));
};

const fieldsOf = ({ data }: EventDefinition): readonly string[] =>
  Object.keys((data as unknown as { readonly properties: Record<string, unknown> }).properties);
