import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { ChainDefinition } from '../../domain/chain/chain-definition.ts';
import type { ParkTenant } from '../../domain/chain/cover-chain.ts';
import type { ToldSegment } from '../../domain/chain/gap-changes.ts';

/** A version of a park's chain. */
export interface StoredChain {
  readonly park: string;
  readonly revision: number;
  readonly definition: ChainDefinition;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** The newest version, or the newest that there was at an instant. */
export type FindChain = (db: Executor, park: string, at?: Date) => Promise<StoredChain | undefined>;

/** Versions, newest first. */
export type ListChainVersions = (db: Executor, park: string) => Promise<readonly ChainVersion[]>;
export type ChainVersion = Omit<StoredChain, 'park' | 'definition'> & {
  readonly segments: number;
  readonly links: number;
};

/** Keeps a version; false when there is one of that revision already. */
export type SaveChain = (tx: Executor, chain: StoredChain) => Promise<boolean>;

export type ListChainParks = (db: Executor) => Promise<readonly string[]>;

/** Who is observed in a park, now or at an instant of the past; undefined when nobody has reported on it by then. */
export type ReadTenants = (
  db: Executor,
  park: string,
  time: { readonly now: Date; readonly at?: Date | undefined },
) => Promise<readonly ParkTenant[] | undefined>;

/** The same for many parks; those that nobody has reported on are left out. */
export type ReadTenantsOfParks = (
  db: Executor,
  parks: readonly string[],
  time: { readonly now: Date; readonly at?: Date | undefined },
) => Promise<ReadonlyMap<string, readonly ParkTenant[]>>;

/** Reads what was last told of a park's segments and locks it. */
export type LockTold = (tx: Executor, park: string) => Promise<readonly ToldSegment[]>;

/** Keeps what is told now; segments that the chain does not have any more are forgotten. */
export type SaveTold = (tx: Executor, park: string, told: readonly ToldSegment[], at: Date) => Promise<void>;

/** Forgets what was told of these segments: the next look at them is the first. */
export type ForgetTold = (tx: Executor, park: string, segments: readonly string[]) => Promise<void>;

/** The revision of a park after so many more events of it. */
export type CountParkEvents = (tx: Executor, park: string, events: number) => Promise<number>;

export type AppendEvents = (tx: Executor, events: readonly NewEvent[]) => Promise<void>;
