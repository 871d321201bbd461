import { unitSnapshotted } from '@yuanqu/events';
import { statuses } from '../domain/occupancy-status.ts';
import { mergeChanges, type ParkChange } from './park-change.ts';
import type { UnitAltered, UnitObserved } from './unit-changes.ts';
import type { UnitEvent } from './unit-events.ts';

/**
 * The parks that a slice changed as they are now: a counting unit became or ceased to be let or lettable, was seen for
 * the first time, or its facts changed. What changes the past only is not among them.
 */
export function whatToWatch(
  events: readonly UnitEvent[],
  observed: readonly UnitObserved[],
  altered: readonly UnitAltered[],
): readonly ParkChange[] {
  const seen = observed
    .filter(changesPresent)
    .map(({ unitId, park, newestAt }) => ({ unitId, park, newestAt }));
  const told = new Map([...altered, ...seen].map((unit) => [unit.unitId, unit]));
  const lastOf = new Map(events.map((event) => [event.subject, event]));
  // In the order of the log, so that of several the last one is named as the cause.
  return mergeChanges(
    [...lastOf.values()].toSorted(byPlace).flatMap((event) => changeBy(event, told.get(event.subject))),
  );
}

interface Changed {
  readonly park: string | null;
  readonly newestAt?: Date;
}

const byPlace = (a: UnitEvent, b: UnitEvent): number => (a.sequence < b.sequence ? -1 : 1);

function changeBy(event: UnitEvent, unit: Changed | undefined): readonly ParkChange[] {
  if (!unit || unit.park === null) return [];
  const { park, newestAt: observedAt } = unit;
  // What is told again is as old as can be: no news to anybody.
  const toldAt = event.type === unitSnapshotted.type ? new Date(0) : event.time;
  return [{ park, toldAt, eventId: event.id, ...(observedAt && { observedAt }) }];
}

function changesPresent({ counts, before, now }: UnitObserved): boolean {
  if (!counts || now === null) return false;
  if (before === null) return true;
  return statuses[before].let !== statuses[now].let || statuses[before].lettable !== statuses[now].lettable;
}
