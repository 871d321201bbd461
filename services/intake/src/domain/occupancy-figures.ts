import { type OccupancyStatus, occupancyStatuses } from './occupancy-status.ts';

/** What is known of a unit: a status, or nothing yet. */
export type SeenStatus = OccupancyStatus | 'unobserved';

export const seenStatuses: readonly SeenStatus[] = [...occupancyStatuses, 'unobserved'];

/** Units that are alike: same status, both counting towards occupancy or not. */
export interface UnitGroup {
  readonly status: SeenStatus;
  readonly counts: boolean;
  readonly units: number;
  /** Hundredths of a m². */
  readonly areaCents: number;
}

export interface Extent {
  readonly units: number;
  readonly areaM2: number;
}

/** Occupancy of a building, sub-park or park at an instant. */
export interface OccupancyFigures {
  /** All units, whatever their usage. */
  readonly total: Extent;
  readonly byStatus: Readonly<Record<SeenStatus, Extent>>;
  /** Of the usages that count: all but what is under works or withdrawn. */
  readonly lettable: Extent;
  /** Of the usages that count. */
  readonly let: Extent;
  /** Let over lettable area, four decimals; absent when nothing is lettable. */
  readonly rateByArea?: number;
  readonly rateByNumber?: number;
}

/** Sums groups up. */
export function figuresOf(groups: readonly UnitGroup[]): OccupancyFigures {
  const lettable = extentOf(groups.filter((group) => group.counts && isLettable(group.status)));
  const taken = extentOf(groups.filter((group) => group.counts && group.status === 'let'));
  return {
    total: extentOf(groups),
    byStatus: byStatus(groups),
    lettable,
    let: taken,
    ...(lettable.units > 0 && {
      rateByArea: rate(taken.areaM2, lettable.areaM2),
      rateByNumber: rate(taken.units, lettable.units),
    }),
  };
}

const isLettable = (status: SeenStatus): boolean => status !== 'under-works' && status !== 'withdrawn';

const rate = (part: number, whole: number): number => Math.round((part / whole) * 10_000) / 10_000;

function extentOf(groups: readonly UnitGroup[]): Extent {
  let units = 0;
  let areaCents = 0;
  for (const group of groups) {
    units += group.units;
    areaCents += group.areaCents;
  }
  return { units, areaM2: areaCents / 100 };
}

const byStatus = (groups: readonly UnitGroup[]): OccupancyFigures['byStatus'] =>
  Object.fromEntries(
    seenStatuses.map((status) => [status, extentOf(groups.filter((group) => group.status === status))]),
  ) as Record<SeenStatus, Extent>;
