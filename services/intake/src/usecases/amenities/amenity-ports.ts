import type { Executor } from '@yuanqu/messaging';
import type { Amenity, AmenityFacts, AmenityKind } from '../../domain/amenities/amenity.ts';
import type { ParkScope } from '../registry-queries.ts';

export interface AmenityKey {
  readonly park: string;
  readonly id: string;
}

/** The name of an amenity's key in maps. */
export const keyOf = ({ park, id }: AmenityKey): string => `${park}\n${id}`;

/** Those of the amenities that exist, locked; by `keyOf`. */
export type LockAmenities = (
  tx: Executor,
  keys: readonly AmenityKey[],
) => Promise<ReadonlyMap<string, Amenity>>;

/** Writes new and changed ones, each at its next revision. */
export type SaveAmenities = (
  tx: Executor,
  amenities: readonly AmenityFacts[],
  deed: { readonly by: string; readonly at: Date; readonly demo?: boolean },
) => Promise<void>;

export type DeleteAmenity = (tx: Executor, key: AmenityKey) => Promise<void>;

/** Those of the parks, nearest first; those that there are on a day, and of a kind, where these are given. */
export type ListAmenities = (
  scope: ParkScope,
  filter?: { readonly kind?: AmenityKind | undefined; readonly on?: string | undefined },
) => Promise<readonly Amenity[]>;

/** Those of the codes that are parks, which stay parks until the transaction ends. */
export type FindParks = (tx: Executor, codes: readonly string[]) => Promise<ReadonlySet<string>>;
