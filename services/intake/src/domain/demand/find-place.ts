import type { Sentence } from '@yuanqu/domain';

/** A unit that nobody holds, nobody is offered, and that was not seen let. */
export interface FreeUnit {
  readonly code: string;
  readonly subPark: string;
  readonly building: string;
  readonly floor: number;
  readonly areaM2: number;
}

/** How close together the units of a place are; the closest is sought first. */
export const closeness = ['floor', 'building', 'sub-park'] as const;
export type Closeness = (typeof closeness)[number];

export const withinWords: Readonly<Record<Closeness, Sentence>> = {
  floor: { zh: '同层', en: 'on one floor' },
  building: { zh: '同楼', en: 'in one building' },
  'sub-park': { zh: '同一子园', en: 'in one sub-park' },
};

export interface Place {
  readonly within: Closeness;
  /** Such as `A/3`, `A`, or a sub-park's code. */
  readonly where: string;
  readonly units: readonly string[];
  readonly areaM2: number;
}

/** A place, or how much is missing to one. */
export interface Search {
  readonly place?: Place;
  /** The largest area that is free in one sub-park. */
  readonly largestM2: number;
  /** 0 with a place. */
  readonly missingM2: number;
}

/**
 * Free units that suffice on one floor, else in one building, else in one sub-park: of several places equally close the one
 * with the least to spare, then the first by name. The same units give the same place.
 */
export function findPlace(free: readonly FreeUnit[], wantedM2: number): Search {
  const largestM2 = Math.max(0, ...areasWithin(free, 'sub-park').map(({ areaM2 }) => areaM2));
  for (const within of closeness) {
    const [best] = areasWithin(free, within)
      .filter(({ areaM2 }) => areaM2 >= wantedM2)
      .map(({ where, units }) => placeOf(within, where, leastOf(units, wantedM2)))
      .toSorted((one, other) => one.areaM2 - other.areaM2 || (one.where < other.where ? -1 : 1));
    if (best) return { place: best, largestM2, missingM2: 0 };
  }
  return { largestM2, missingM2: hundredths(wantedM2 - largestM2) };
}

const whereOf: Readonly<Record<Closeness, (unit: FreeUnit) => string>> = {
  floor: ({ building, floor }) => `${building}/${floor}`,
  building: ({ building }) => building,
  'sub-park': ({ subPark }) => subPark,
};

interface FreeArea<Unit> {
  readonly where: string;
  readonly units: readonly Unit[];
  readonly areaM2: number;
}

/** What is free, floor by floor, building by building, or sub-park by sub-park. */
export const areasWithin = <Unit extends FreeUnit>(
  free: readonly Unit[],
  within: Closeness,
): readonly FreeArea<Unit>[] =>
  [...Map.groupBy(free, whereOf[within])].map(([where, units]) => ({ where, units, areaM2: sumOf(units) }));

const placeOf = (within: Closeness, where: string, units: readonly FreeUnit[]): Place => ({
  within,
  where,
  units: units.map(({ code }) => code).toSorted(),
  areaM2: sumOf(units),
});

/** The largest first, until one alone fills the rest: of those the smallest. So few units, little to spare, and none too many. */
function leastOf(units: readonly FreeUnit[], wantedM2: number): readonly FreeUnit[] {
  const left = units.toSorted((one, other) => other.areaM2 - one.areaM2 || (one.code < other.code ? -1 : 1));
  const taken: FreeUnit[] = [];
  for (
    let rest = wantedM2;
    (rest > 0 || taken.length === 0) && left.length > 0;
    rest = hundredths(wantedM2 - sumOf(taken))
  ) {
    const fitting = left.findLastIndex(({ areaM2 }) => areaM2 >= rest);
    taken.push(...left.splice(Math.max(0, fitting), 1));
  }
  return taken;
}

const sumOf = (units: readonly FreeUnit[]): number =>
  hundredths(units.reduce((sum, { areaM2 }) => sum + areaM2, 0));

const hundredths = (areaM2: number): number => Math.round(areaM2 * 100) / 100;
