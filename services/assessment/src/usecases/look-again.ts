import type { Clock } from '@yuanqu/domain';
import type { Transaction } from '@yuanqu/service-kit';
import type { JudgeParks } from './judge-parks.ts';
import { mergeChanges } from './park-change.ts';
import type { ListWatchedParks, LockWatches, TakeDueParks } from './watch-ports.ts';

interface Ports {
  readonly transaction: Transaction;
  readonly takeDueParks: TakeDueParks;
  readonly listWatchedParks: ListWatchedParks;
  readonly lockWatches: LockWatches;
  readonly judgeParks: JudgeParks;
  readonly clock: Clock;
}

/** Judges the parks that were noted as due. Returns how many. */
export const makeLookAgain =
  ({ transaction, takeDueParks, lockWatches, judgeParks }: Ports) =>
  (): Promise<number> =>
    transaction(async (tx) => {
      const changes = mergeChanges(await takeDueParks(tx));
      await judgeParks(
        tx,
        await lockWatches(
          tx,
          changes.map(({ park }) => park),
        ),
        changes,
      );
      return changes.length;
    });

/** Judges every park without a reason: what a crash or a backlog left untold is told. */
export const makeSweepParks =
  ({ transaction, listWatchedParks, lockWatches, judgeParks, clock }: Ports) =>
  (): Promise<void> =>
    transaction(async (tx) => {
      const parks = await listWatchedParks(tx);
      const toldAt = clock();
      await judgeParks(
        tx,
        await lockWatches(tx, parks),
        parks.map((park) => ({ park, toldAt })),
      );
    });
