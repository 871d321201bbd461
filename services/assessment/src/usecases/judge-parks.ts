import type { Clock } from '@yuanqu/domain';
import type { Executor, Outbox } from '@yuanqu/messaging';
import { areasOf, type StateCount } from '../domain/live-figures.ts';
import { type Crossing, type ParkWatch, type Reading, readPark } from '../domain/park-watch.ts';
import { crossingEvents } from './crossing-events.ts';
import type { ParkChange } from './park-change.ts';
import type { ReadStateCounts } from './reading-ports.ts';
import type { SaveWatches, WatchedPark } from './watch-ports.ts';

/** Holds parks, whose watches the transaction has locked, against their targets. The transaction's last step. */
export type JudgeParks = (
  tx: Executor,
  locked: readonly WatchedPark[],
  changes: readonly ParkChange[],
) => Promise<void>;

interface Ports {
  readonly readStateCounts: ReadStateCounts;
  readonly saveWatches: SaveWatches;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly crossed: (crossing: Crossing) => void;
}

/** The figures are read after the locks were taken, so they show what every earlier judge of these parks did. */
export const makeJudgeParks =
  (ports: Ports): JudgeParks =>
  async (tx, locked, changes) => {
    if (locked.length === 0) return;
    const now = ports.clock();
    const parks = locked.map(({ park }) => park);
    const counts = Map.groupBy(await ports.readStateCounts(tx, { now, parks }), ({ park }) => park);
    const judged = locked.flatMap((park) => {
      const change = changes.find((candidate) => candidate.park === park.park);
      const reading = change && readingOf(counts.get(park.park) ?? [], change, now.getTime());
      const outcome = reading && readPark(park.watch, reading, park.targets);
      return outcome ? [{ ...park, ...outcome, before: park.watch, reading, eventId: change?.eventId }] : [];
    });
    const saved = judged.filter(({ before, watch }) => differs(before, watch));
    await ports.saveWatches(
      tx,
      saved.map(({ park, watch, revision, crossings }) => ({
        park,
        watch,
        revision: revision + crossings.length,
      })),
    );
    await ports.outbox.append(
      tx,
      judged.flatMap((park) => crossingEvents(park, now)),
    );
    for (const { crossings } of judged) crossings.forEach(ports.crossed);
  };

const liveMs = 3_600_000;
const backlogMs = 24 * 3_600_000;

function readingOf(counts: readonly StateCount[], change: ParkChange, nowMs: number): Reading {
  const { let: part, lettable: whole } = areasOf(counts);
  const units = counts.reduce((sum, count) => sum + count.units, 0);
  const never = counts.reduce((sum, count) => sum + count.neverObserved, 0);
  return {
    occupancy: { part, whole },
    units,
    observedUnits: units - never,
    cause: causeOf(change, nowMs),
    atMs: nowMs,
  };
}

/** An event told a day ago is a backlog being caught up on, or a read model being rebuilt: no news. */
function causeOf({ toldAt, observedAt, eventId }: ParkChange, nowMs: number): Reading['cause'] {
  if (eventId === undefined) return 'sweep';
  if (nowMs - toldAt.getTime() > backlogMs) return 'backlog';
  return observedAt && nowMs - observedAt.getTime() <= liveMs ? 'live' : 'recent';
}

/** A reading that leaves everything as it was is not written: most of them do. */
const differs = (before: ParkWatch | undefined, after: ParkWatch): boolean =>
  !before ||
  before.phase !== after.phase ||
  before.covered !== after.covered ||
  before.units !== after.units ||
  before.below !== after.below ||
  before.nearlyFull !== after.nearlyFull;
