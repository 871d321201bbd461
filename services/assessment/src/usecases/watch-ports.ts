import type { Executor } from '@yuanqu/messaging';
import type { ParkWatch } from '../domain/park-watch.ts';
import type { Targets } from '../domain/targets.ts';
import type { ParkChange } from './park-change.ts';

/** A park's watch and targets, and how many events told of it. */
export interface WatchedPark {
  readonly park: string;
  readonly name: string;
  readonly watch: ParkWatch | undefined;
  readonly revision: number;
  readonly targets: Targets;
}

/** Locks the watches that nobody else holds, until the transaction ends; the others, and new parks, are left out. */
export type LockFreeWatches = (tx: Executor, parks: readonly string[]) => Promise<readonly WatchedPark[]>;

/** Locks the watches, waiting for whoever holds them; new parks get theirs. */
export type LockWatches = (tx: Executor, parks: readonly string[]) => Promise<readonly WatchedPark[]>;

/** Notes parks that somebody has to look at again once this transaction is committed. */
export type NoteDueParks = (tx: Executor, changes: readonly ParkChange[]) => Promise<void>;

/** Takes what was noted, for good. */
export type TakeDueParks = (tx: Executor) => Promise<readonly ParkChange[]>;

export type ListWatchedParks = (tx: Executor) => Promise<readonly string[]>;

export type SaveWatches = (
  tx: Executor,
  watches: readonly { readonly park: string; readonly watch: ParkWatch; readonly revision: number }[],
) => Promise<void>;
