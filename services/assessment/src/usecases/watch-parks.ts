import type { Executor } from '@yuanqu/messaging';
import type { JudgeParks } from './judge-parks.ts';
import type { ParkChange } from './park-change.ts';
import type { LockFreeWatches, NoteDueParks } from './watch-ports.ts';

/** Holds the parks that a transaction changed against their targets; its last step. */
export type WatchParks = (tx: Executor, changes: readonly ParkChange[]) => Promise<void>;

interface Ports {
  readonly lockFreeWatches: LockFreeWatches;
  readonly noteDueParks: NoteDueParks;
  readonly judgeParks: JudgeParks;
  /** Somebody has to look again soon after this transaction. */
  readonly lookAgain: () => void;
}

/**
 * Judges each park under its lock, in the transaction that changed it. Where another transaction holds the lock (or the
 * park is new) it doesn't wait, which would let one slice at a time pass: it notes the park as due, and whoever looks
 * again sees what both did. So every change is judged once the last one is committed, however many come at once.
 */
export const makeWatchParks =
  ({ lockFreeWatches, noteDueParks, judgeParks, lookAgain }: Ports): WatchParks =>
  async (tx, changes) => {
    if (changes.length === 0) return;
    const locked = await lockFreeWatches(
      tx,
      changes.map(({ park }) => park),
    );
    const due = changes.filter(({ park }) => !locked.some((watched) => watched.park === park));
    if (due.length > 0) {
      await noteDueParks(tx, due);
      lookAgain();
    }
    await judgeParks(tx, locked, changes);
  };
