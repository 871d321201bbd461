import { Area } from '@yuanqu/domain';
import {
  unitChanged,
  unitOccupancyChanged,
  unitRegistered,
  unitRetired,
  unitSnapshotted,
} from '@yuanqu/events';
import type { LateArrival } from './late-arrival.ts';
import type { NewObservation, UnitFacts, UnitRetirement } from './unit-changes.ts';
import type { UnitEvent } from './unit-events.ts';

/** What a slice of one partition brings, by kind: of each unit's facts the last, of observations all. */
export interface UnitSlice {
  readonly partition: number;
  readonly facts: readonly UnitFacts[];
  readonly retirements: readonly UnitRetirement[];
  readonly observations: readonly NewObservation[];
  /** The instants that the slice speaks about, for closed months. */
  readonly arrivals: readonly LateArrival[];
}

export function sortUnitEvents(events: readonly UnitEvent[]): UnitSlice {
  const facts = new Map<string, UnitFacts>();
  const retirements = new Map<string, UnitRetirement>();
  const observations: NewObservation[] = [];
  const arrivals: LateArrival[] = [];
  for (const event of events) {
    switch (event.type) {
      case unitRegistered.type:
      case unitChanged.type:
        facts.set(event.subject, factsOf(event));
        arrivals.push(arrivalOf(event, 'unit', event.data.since));
        break;
      case unitRetired.type:
        retirements.set(event.subject, retirementOf(event, event.data.at));
        arrivals.push(arrivalOf(event, 'unit', event.data.at));
        break;
      case unitOccupancyChanged.type:
        observations.push(observedIn(event, event.data));
        arrivals.push(arrivalOf(event, 'observation', event.data.observedAt));
        break;
      case unitSnapshotted.type:
        // No arrival: what is told again corrects no closed month.
        facts.set(event.subject, factsOf(event));
        if (event.data.retiredAt !== undefined)
          retirements.set(event.subject, retirementOf(event, event.data.retiredAt));
        if (event.data.newest) observations.push(observedIn(event, event.data.newest));
        break;
    }
  }
  return {
    partition: events[0]?.partition ?? 0,
    facts: [...facts.values()],
    retirements: [...retirements.values()],
    observations,
    arrivals,
  };
}

type OfType<Type extends UnitEvent['type']> = Extract<UnitEvent, { readonly type: Type }>;

type Telling = typeof unitRegistered.type | typeof unitChanged.type | typeof unitSnapshotted.type;

function factsOf(event: OfType<Telling>): UnitFacts {
  const { park, unit, subPark, building, floor, areaM2, usage, counts, since } = event.data;
  const area = Area.fromM2(areaM2);
  if (!(area instanceof Area)) throw area;
  const areaHundredths = area.hundredths;
  const place = { park, code: unit, subPark, building, floor };
  return { id: event.subject, ...place, areaHundredths, usage, counts, since, revision: event.revision };
}

const retirementOf = ({ subject: id, revision }: UnitEvent, at: string): UnitRetirement => ({
  id,
  at,
  revision,
});

type Observed = Omit<OfType<typeof unitOccupancyChanged.type>['data'], 'park' | 'unit' | 'current'>;

function observedIn(event: UnitEvent, observed: Observed): NewObservation {
  const { updateId, operator, status, uscc, industry, observedAt } = observed;
  return {
    unitId: event.subject,
    observedAt: toMilliseconds(observedAt),
    updateId,
    operator,
    status,
    uscc: uscc ?? null,
    industry: industry ?? null,
    eventId: event.id,
    arrivedAt: event.time,
    epoch: event.epoch,
    sequence: event.sequence,
  };
}

/** PostgreSQL would round a finer instant up, and so move it past one that came later. */
const toMilliseconds = (instant: string): string =>
  instant.length === millisecondsLength ? instant : new Date(instant).toISOString();
const millisecondsLength = '2026-11-03T00:00:00.000Z'.length;

const arrivalOf = (event: UnitEvent, kind: LateArrival['kind'], at: string): LateArrival => ({
  kind,
  eventId: event.id,
  unitId: event.subject,
  at,
  arrivedAt: event.time,
  topic: event.topic,
  partition: event.partition,
  epoch: event.epoch,
  sequence: event.sequence,
});
