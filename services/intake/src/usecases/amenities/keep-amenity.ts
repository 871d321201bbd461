import type { Clock } from '@yuanqu/domain';
import { checkRevision, type Transaction, type Who } from '@yuanqu/service-kit';
import {
  type Amenity,
  type AmenityFacts,
  refuseTerm,
  saysTheSame,
  unknownAmenity,
} from '../../domain/amenities/amenity.ts';
import { unknownPark } from '../describe-parks.ts';
import {
  type AmenityKey,
  type DeleteAmenity,
  type FindParks,
  keyOf,
  type LockAmenities,
  type SaveAmenities,
} from './amenity-ports.ts';

export interface KeepAmenityPorts {
  readonly transaction: Transaction;
  readonly clock: Clock;
  readonly findParks: FindParks;
  readonly lockAmenities: LockAmenities;
  readonly saveAmenities: SaveAmenities;
  readonly deleteAmenity: DeleteAmenity;
}

/** The revision that the caller saw; asked for only where there is something to overwrite. */
export type Expected = { readonly isGiven: boolean; readonly revision: () => number };

/**
 * Enters, changes and removes an amenity. Errors: `intake.unknown-park`, `amenity.unknown`, `amenity.ends-before-start`,
 * `request.changed-meanwhile`, `request.precondition-required`.
 */
export const makeKeepAmenity = ({
  transaction,
  clock,
  findParks,
  lockAmenities,
  saveAmenities,
  deleteAmenity,
}: KeepAmenityPorts) => ({
  put: (facts: AmenityFacts, expected: Expected, who: Who): Promise<{ created: boolean; amenity: Amenity }> =>
    transaction(async (tx) => {
      const refused = refuseTerm(facts);
      if (refused) throw refused;
      // Its lock also keeps two from entering the same.
      if (!(await findParks(tx, [facts.park])).has(facts.park)) throw unknownPark(facts.park);
      const kept = (await lockAmenities(tx, [facts])).get(keyOf(facts));
      if (!kept && expected.isGiven) throw unknownAmenity;
      if (kept) checkRevision(kept, expected.revision());
      if (kept && saysTheSame(kept, facts)) return { created: false, amenity: kept };
      await saveAmenities(tx, [facts], { by: who.by, at: clock() });
      const { revision = 0, demo = false } = kept ?? {};
      return { created: kept === undefined, amenity: { ...facts, revision: revision + 1, demo } };
    }),
  remove: (key: AmenityKey, expected: Expected): Promise<void> =>
    transaction(async (tx) => {
      const kept = (await lockAmenities(tx, [key])).get(keyOf(key));
      if (!kept) throw unknownAmenity;
      checkRevision(kept, expected.revision());
      await deleteAmenity(tx, key);
    }),
});

export type KeepAmenity = ReturnType<typeof makeKeepAmenity>;
