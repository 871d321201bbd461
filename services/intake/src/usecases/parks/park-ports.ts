import type { Executor } from '@yuanqu/messaging';
import type { ParkEntry } from '../../domain/parks/park-entry.ts';

/** The one district of this installation; its code is of GB/T 2260. */
export interface District {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly province: string;
}

export type KnownDistrict = District & { readonly revision: number };

export type FindDistrict = (db: Executor) => Promise<KnownDistrict | undefined>;
export type SaveDistrict = (tx: Executor, district: KnownDistrict) => Promise<void>;

/** What events don't tell of a park. */
export interface UntoldOfPark {
  readonly positioning: string | null;
  readonly contractsSince: string | null;
  /** Buildings with floors: there are or were units in them. */
  readonly usedBuildings: readonly string[];
  /** Sub-parks with plots. */
  readonly usedSubParks: readonly string[];
}

export type ReadUntoldOfPark = (tx: Executor, park: string) => Promise<UntoldOfPark | undefined>;

/** Writes a park with its sub-parks and buildings, and takes away what it no longer names. */
export type SavePark = (tx: Executor, district: string, park: ParkEntry, revision: number) => Promise<void>;
