import type { Sentence } from '@yuanqu/domain';
import type { UnitUsage } from '../unit.ts';
import {
  areasWithin,
  closeness,
  type Closeness,
  findPlace,
  type FreeUnit,
  type Place,
  withinWords,
} from './find-place.ts';

export type FreeSpace = FreeUnit & { readonly usage: string };

/** What a demand looks for, of units it has not declined. */
export interface Wanted {
  readonly id: string;
  readonly usage: UnitUsage;
  readonly areaM2: number;
  readonly declined: readonly string[];
}

/** How a group's demands were placed: together in one area, or, without one, each by itself. */
export interface Together {
  readonly group: string;
  readonly demands: number;
  readonly within?: Closeness;
  readonly where?: string;
  readonly sentence: Sentence;
}

interface Joint {
  readonly within: Closeness;
  readonly where: string;
  readonly places: ReadonlyMap<string, Place>;
  readonly areaM2: number;
}

/**
 * One floor that has a place for each of the demands, else one building, else one sub-park; of several the one where they
 * take the least, then the first by name. Undefined when none has room for all.
 */
export function findTogether(free: readonly FreeSpace[], wanted: readonly Wanted[]): Joint | undefined {
  for (const within of closeness) {
    const [best] = areasWithin(free, within)
      .flatMap(({ where, units }) => jointIn(within, where, units, wanted) ?? [])
      .toSorted((one, other) => one.areaM2 - other.areaM2 || (one.where < other.where ? -1 : 1));
    if (best) return best;
  }
  return undefined;
}

/** The largest first: what it leaves is enough for the smaller ones more often than the other way round. */
function jointIn(
  within: Closeness,
  where: string,
  units: readonly FreeSpace[],
  wanted: readonly Wanted[],
): Joint | undefined {
  const places = new Map<string, Place>();
  const taken = new Set<string>();
  let areaM2 = 0;
  const inOrder = wanted.toSorted((one, other) => other.areaM2 - one.areaM2 || (one.id < other.id ? -1 : 1));
  for (const one of inOrder) {
    const { place } = findPlace(
      units.filter((unit) => isFor(one, unit) && !taken.has(unit.code)),
      one.areaM2,
    );
    if (!place) return undefined;
    for (const code of place.units) taken.add(code);
    places.set(one.id, place);
    areaM2 += place.areaM2;
  }
  return { within, where, places, areaM2 };
}

/** Whether a demand may be offered a unit at all. */
export const isFor = ({ usage, declined }: Pick<Wanted, 'usage' | 'declined'>, unit: FreeSpace): boolean =>
  unit.usage === usage && !declined.includes(unit.code);

/** What is recorded of a group that was looked at together. */
export function togetherOf(
  group: string,
  wanted: readonly Wanted[],
  joint: Pick<Joint, 'within' | 'where'> | undefined,
): Together {
  const demands = wanted.length;
  const m2 = Math.round(wanted.reduce((sum, { areaM2 }) => sum + areaM2, 0) * 100) / 100;
  if (!joint)
    return {
      group,
      demands,
      sentence: {
        zh: `抱团 ${demands} 家共需 ${m2} 平方米，没有一层、一栋楼或一个子园能同时容纳，分别推荐。`,
        en: `The group’s ${demands} demands want ${m2} m² together; no floor, building or sub-park has room for all, so each was placed by itself.`,
      },
    };
  const { within, where } = joint;
  const words = withinWords[within];
  return {
    group,
    demands,
    within,
    where,
    sentence: {
      zh: `抱团 ${demands} 家共需 ${m2} 平方米，${words.zh}（${where}）一并推荐。`,
      en: `The group’s ${demands} demands want ${m2} m² together; all were placed ${words.en} (${where}).`,
    },
  };
}
