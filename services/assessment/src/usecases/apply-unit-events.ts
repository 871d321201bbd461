import type { Executor } from '@yuanqu/messaging';
import type { LateArrival } from './late-arrival.ts';
import type {
  AddObservations,
  ReadClosedUntil,
  RecomputeMonths,
  RecordLateArrivals,
  RetireUnits,
  SaveUnits,
} from './ports.ts';
import { sortUnitEvents } from './sort-unit-events.ts';
import type { UnitAltered, UnitObserved } from './unit-changes.ts';
import type { UnitEvent } from './unit-events.ts';
import type { WatchParks } from './watch-parks.ts';
import { whatToWatch } from './what-to-watch.ts';

interface Ports {
  readonly saveUnits: SaveUnits;
  readonly retireUnits: RetireUnits;
  readonly addObservations: AddObservations;
  readonly recomputeMonths: RecomputeMonths;
  readonly readClosedUntil: ReadClosedUntil;
  readonly recordLateArrivals: RecordLateArrivals;
  readonly watchParks: WatchParks;
  readonly applied: (counts: {
    readonly observations: number;
    readonly late: number;
    readonly months: number;
  }) => void;
}

/**
 * Takes a slice of a partition's unit events into the read model: facts, history, current states, months, what concerns
 * closed months, and the parks' thresholds. A few statements whatever the slice's size; the order of the events within
 * it does not matter, the outcome is a function of what is known.
 */
export const makeApplyUnitEvents =
  (ports: Ports) =>
  async (tx: Executor, events: readonly UnitEvent[]): Promise<void> => {
    const slice = sortUnitEvents(events);
    const saved = await ports.saveUnits(tx, slice.facts);
    const retired = await ports.retireUnits(tx, slice.retirements);
    const observed = await ports.addObservations(tx, slice.partition, slice.observations);
    const altered = [...saved, ...retired];
    const months = await recompute(ports, tx, slice, observed, altered);
    await recordLate(ports, tx, slice.arrivals);
    ports.applied({
      observations: slice.observations.length,
      late: observed.filter(({ late }) => late).length,
      months,
    });
    await ports.watchParks(tx, whatToWatch(events, observed, altered));
  };

type Slice = ReturnType<typeof sortUnitEvents>;

async function recompute(
  { recomputeMonths }: Ports,
  tx: Executor,
  { observations }: Slice,
  observed: readonly UnitObserved[],
  altered: readonly UnitAltered[],
): Promise<number> {
  const alteredIds = new Set(altered.map(({ unitId }) => unitId));
  const outcome = new Map(observed.map((unit) => [unit.unitId, unit]));
  const touched = observations.flatMap(({ unitId, observedAt }) => {
    const unit = outcome.get(unitId);
    return unit ? [{ unitId, at: observedAt, anew: unit.late || alteredIds.has(unitId) }] : [];
  });
  return recomputeMonths(tx, touched, [...alteredIds]);
}

/** Most slices speak about the running month only, and one look tells so. */
async function recordLate(ports: Ports, tx: Executor, arrivals: readonly LateArrival[]): Promise<void> {
  const closedUntil = await ports.readClosedUntil(tx);
  if (!closedUntil) return;
  const late = arrivals.filter(({ at }) => Date.parse(at) < closedUntil.getTime());
  if (late.length > 0) await ports.recordLateArrivals(tx, late);
}
