import { AppError, type Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import { areasOf } from '../domain/live-figures.ts';
import { afterNewTargets } from '../domain/park-watch.ts';
import { checkTargets, type Targets } from '../domain/targets.ts';
import { knownPark } from './known-park.ts';
import type { ListParks, ReadStateCounts } from './reading-ports.ts';
import type { LockWatches, SaveWatches } from './watch-ports.ts';
import type { ReadTargets, SaveTargets, StoredTargets } from './target-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly transaction: Transaction;
  readonly listParks: ListParks;
  readonly readTargets: ReadTargets;
  readonly saveTargets: SaveTargets;
  readonly lockWatches: LockWatches;
  readonly saveWatches: SaveWatches;
  readonly readStateCounts: ReadStateCounts;
  readonly clock: Clock;
}

/** The targets a park is held against, newest first; the last are those of every park that has none of its own. */
export const makeReadTargets =
  ({ db, listParks, readTargets }: Ports) =>
  async (park: string): Promise<readonly StoredTargets[]> => {
    await knownPark(db, listParks, park);
    return readTargets(db, park);
  };

/**
 * Sets a park's targets from now on. Which side of them it stands on at this moment is no news: nothing is told.
 * Errors: `assessment.unknown-park`, `assessment.targets-contradict`.
 */
export const makeSetTargets =
  (ports: Ports) =>
  (park: string, wanted: Targets, by: string): Promise<StoredTargets> =>
    ports.transaction(async (tx) => {
      await knownPark(tx, ports.listParks, park);
      const targets = checkTargets(wanted);
      if (targets instanceof AppError) throw targets;
      const [watched] = await ports.lockWatches(tx, [park]);
      const stored = { park, ...targets, setBy: by, setAt: ports.clock() };
      await ports.saveTargets(tx, stored);
      if (watched?.watch) {
        const { let: part, lettable: whole } = areasOf(
          await ports.readStateCounts(tx, { now: ports.clock(), parks: [park] }),
        );
        const watch = afterNewTargets(watched.watch, { part, whole }, targets);
        await ports.saveWatches(tx, [{ park, watch, revision: watched.revision }]);
      }
      return stored;
    });
