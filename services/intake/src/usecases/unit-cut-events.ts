import { formatInstant } from '@yuanqu/domain';
import {
  type EventContext,
  type NewEvent,
  newEvent,
  unitChanged,
  unitOccupancyChanged,
  unitRegistered,
  unitRetired,
} from '@yuanqu/events';
import type { StandingUnit } from '../domain/standing-unit.ts';
import type { Unit } from '../domain/unit.ts';
import type { CutPart, UnitCut } from '../domain/unit-cut.ts';

/** What a cut tells the other services: the ends, the beginnings, and what is known of the new units from the first. */
export const unitCutEvents = (cut: UnitCut, time: Date, context: EventContext): readonly NewEvent[] => [
  ...cut.retired.map((unit) =>
    newEvent(unitRetired, {
      subject: unit.id,
      revision: unit.revision + 1,
      time,
      context,
      data: {
        park: unit.park,
        unit: unit.code,
        at: formatInstant(cut.at),
        because: cut.because,
        into: cut.parts.map(({ id }) => id),
      },
    }),
  ),
  ...cut.parts.flatMap((part) => partEvents(part, cut, time, context)),
];

/** A unit's area, usage or place was corrected. */
export const unitChangedEvent = (
  unit: StandingUnit,
  time: Date,
  context: EventContext,
  reason?: string,
): NewEvent =>
  newEvent(unitChanged, {
    subject: unit.id,
    revision: unit.revision,
    time,
    context,
    data: { ...unitFacts(unit), ...(reason !== undefined && { reason }) },
  });

/** A unit's facts as its events tell them. */
export const unitFacts = (unit: Unit) => ({
  park: unit.park,
  subPark: unit.subPark,
  building: unit.building,
  floor: unit.floor,
  unit: unit.code,
  areaM2: unit.areaM2,
  usage: unit.usage,
  counts: unit.counts,
  since: formatInstant(unit.since),
});

function partEvents(part: CutPart, { retired }: UnitCut, time: Date, context: EventContext) {
  const { id, park, code, newest } = part;
  const registered: NewEvent = newEvent(unitRegistered, {
    subject: id,
    revision: 1,
    time,
    context,
    data: { ...unitFacts(part), cutFrom: retired.map((unit) => unit.id), ...(part.demo && { demo: true }) },
  });
  if (!newest) return [registered];
  const { status, uscc, operator, updateId, observedAtMs } = newest;
  const carried: NewEvent = newEvent(unitOccupancyChanged, {
    subject: id,
    revision: 2,
    time,
    context,
    data: {
      park,
      unit: code,
      operator,
      updateId,
      status,
      ...(uscc !== undefined && { uscc }),
      observedAt: formatInstant(observedAtMs),
      current: true,
    },
  });
  return [registered, carried];
}
