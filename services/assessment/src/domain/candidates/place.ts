import { type Producing, producingTogether } from './place-output.ts';

/** What renovation is looked for at. */
export const placeLevels = ['building', 'sub-park', 'park'] as const;
export type PlaceLevel = (typeof placeLevels)[number];

/** A building's counting units as they stand; areas in hundredths of a m². */
export interface BuildingFacts extends Producing {
  readonly park: string;
  readonly parkName: string;
  readonly subPark: string;
  readonly subParkName: string;
  readonly building: string;
  readonly buildingName: string;
  readonly lettable: bigint;
  readonly let: bigint;
  /** Lettable area that nobody has ever reported on; it is taken for vacant elsewhere, here it says nothing. */
  readonly unobserved: bigint;
  readonly registeredSinceMs: number;
  readonly usages: readonly string[];
  /** The park's target occupancy, in ten-thousandths. */
  readonly target: number;
}

/** A building, a sub-park or a park taken as a whole. */
export interface Place extends Producing {
  readonly level: PlaceLevel;
  readonly park: string;
  readonly parkName: string;
  readonly code: string;
  readonly name: string;
  readonly lettable: bigint;
  readonly let: bigint;
  readonly unobserved: bigint;
  readonly registeredSinceMs: number;
  readonly usages: readonly string[];
  readonly target: number;
}

const naming: Readonly<
  Record<PlaceLevel, (facts: BuildingFacts) => { readonly code: string; readonly name: string }>
> = {
  building: ({ building, buildingName }) => ({ code: building, name: buildingName }),
  'sub-park': ({ subPark, subParkName }) => ({ code: subPark, name: subParkName }),
  park: ({ park, parkName }) => ({ code: park, name: parkName }),
};

/** Buildings taken together at a level. */
export const placesAt = (level: PlaceLevel, buildings: readonly BuildingFacts[]): readonly Place[] =>
  [...Map.groupBy(buildings, (facts) => `${facts.park} ${naming[level](facts).code}`).values()].flatMap(
    (parts): readonly Place[] => {
      const [first] = parts;
      if (!first) return [];
      const { park, parkName, target } = first;
      return [
        {
          level,
          park,
          parkName,
          target,
          ...naming[level](first),
          lettable: sum(parts.map((part) => part.lettable)),
          let: sum(parts.map((part) => part.let)),
          unobserved: sum(parts.map((part) => part.unobserved)),
          registeredSinceMs: Math.min(...parts.map(({ registeredSinceMs }) => registeredSinceMs)),
          ...producingTogether(parts),
          usages: [...new Set(parts.flatMap(({ usages }) => usages))].toSorted(),
        },
      ];
    },
  );

const sum = (areas: readonly bigint[]): bigint => areas.reduce((total, area) => total + area, 0n);
