import type { Demand } from './demand.ts';
import { findPlace, type Search } from './find-place.ts';
import {
  findTogether,
  type FreeSpace,
  isFor,
  type Together,
  togetherOf,
  type Wanted,
} from './find-together.ts';

export interface Waiting {
  readonly id: string;
  readonly demand: Pick<Demand, 'usage' | 'areaM2' | 'queuedAt' | 'declined'>;
  /** The group that held and that its application belongs to: its demands are placed together where that is possible. */
  readonly group?: string | undefined;
}

export interface Match {
  readonly id: string;
  readonly search: Search;
  /** How its group was placed, for one of a group that was looked at together. */
  readonly together?: Together | undefined;
}

/**
 * Goes through those who wait, the longest first, and gives each a place out of what those before have left. A large demand
 * that finds none does not hold up a smaller one behind it. A group has its turn with the last of its demands, so that it
 * overtakes nobody. What is missing is measured by what is left in the end, so that looking again says the same.
 */
export function matchDemands(waiting: readonly Waiting[], free: readonly FreeSpace[]): readonly Match[] {
  const taken = new Set<string>();
  const left = (): readonly FreeSpace[] => free.filter(({ code }) => !taken.has(code));
  const searchFor = ({ demand }: Waiting): Search =>
    findPlace(
      left().filter((unit) => isFor(demand, unit)),
      demand.areaM2,
    );
  const taking = (search: Search): Search => {
    for (const code of search.place?.units ?? []) taken.add(code);
    return search;
  };
  const served = inTurn(waiting).flatMap((party): readonly (Match & { readonly one: Waiting })[] => {
    const { together, places } = placesOf(party, left());
    return party.map((one) => {
      const place = places?.get(one.id);
      const search = taking(place ? { place, largestM2: 0, missingM2: 0 } : searchFor(one));
      return { id: one.id, one, search, together };
    });
  });
  return served.map(({ id, one, search, together }) => ({
    id,
    together,
    search: search.place ? search : searchFor(one),
  }));
}

function placesOf(party: readonly Waiting[], free: readonly FreeSpace[]) {
  const group = party[0]?.group;
  if (group === undefined || party.length < 2) return {};
  const wanted: readonly Wanted[] = party.map(({ id, demand }) => ({ id, ...demand }));
  const joint = findTogether(free, wanted);
  return { together: togetherOf(group, wanted, joint), places: joint?.places };
}

/** Each by itself or with its group, in the order in which they wait. */
function inTurn(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const parties = Map.groupBy(waiting, ({ id, group }) => group ?? id);
  return [...parties.values()]
    .map((party) => party.toSorted(byPlaceInLine))
    .toSorted((one, other) => byPlaceInLine(lastOf(one), lastOf(other)));
}

const byPlaceInLine = (one: Waiting | undefined, other: Waiting | undefined): number =>
  placeInLine(one) < placeInLine(other) ? -1 : 1;

const lastOf = (party: readonly Waiting[]): Waiting | undefined => party.at(-1);

const placeInLine = (waiting: Waiting | undefined): string =>
  waiting ? `${waiting.demand.queuedAt} ${waiting.id}` : '';
