import type { Demand } from './demand.ts';
import { findPlace, type FreeUnit, type Search } from './find-place.ts';

export interface Waiting {
  readonly id: string;
  readonly demand: Pick<Demand, 'usage' | 'areaM2' | 'queuedAt' | 'declined'>;
}

export interface Match {
  readonly id: string;
  readonly search: Search;
}

/**
 * Goes through those who wait, the longest first, and gives each a place out of what those before have left. A large demand
 * that finds none does not hold up a smaller one behind it. What is missing is measured by what is left in the end, so that
 * looking again says the same.
 */
export function matchDemands(
  waiting: readonly Waiting[],
  free: readonly (FreeUnit & { readonly usage: string })[],
): readonly Match[] {
  const taken = new Set<string>();
  const searchFor = ({ usage, areaM2, declined }: Waiting['demand']): Search =>
    findPlace(
      free.filter((unit) => unit.usage === usage && !taken.has(unit.code) && !declined.includes(unit.code)),
      areaM2,
    );
  const inTurn = waiting.toSorted((one, other) => (placeInLine(one) < placeInLine(other) ? -1 : 1));
  const served = inTurn.map(({ id, demand }) => {
    const search = searchFor(demand);
    for (const code of search.place?.units ?? []) taken.add(code);
    return { id, demand, search };
  });
  return served.map(({ id, demand, search }) => ({ id, search: search.place ? search : searchFor(demand) }));
}

const placeInLine = ({ id, demand }: Waiting): string => `${demand.queuedAt} ${id}`;
