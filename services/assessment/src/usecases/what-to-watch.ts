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
  const lastOf = new Map(events.map((event) => [event.subject, event]));
  const changeOf = (unitId: string, park: string, observedAt?: Date): readonly ParkChange[] => {
    const event = lastOf.get(unitId);
    return event ? [{ park, toldAt: event.time, eventId: event.id, ...(observedAt && { observedAt }) }] : [];
  };
  return mergeChanges([
    ...altered.flatMap(({ unitId, park }) => changeOf(unitId, park)),
    ...observed
      .filter(changesPresent)
      .flatMap(({ unitId, park, newestAt }) => (park === null ? [] : changeOf(unitId, park, newestAt))),
  ]);
}

function changesPresent({ counts, before, now }: UnitObserved): boolean {
  if (!counts || now === null) return false;
  if (before === null) return true;
  return statuses[before].let !== statuses[now].let || statuses[before].lettable !== statuses[now].lettable;
}
