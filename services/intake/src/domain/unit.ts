/** What a unit is built for. Whether it counts towards occupancy is data of the district. */
export const unitUsages = ['office', 'factory', 'shop', 'apartment', 'storage', 'public'] as const;

export type UnitUsage = (typeof unitUsages)[number];

/** What is let as one: where it is, how large, since when. */
export interface Unit {
  readonly id: string;
  readonly park: string;
  readonly subPark: string;
  readonly building: string;
  readonly floor: number;
  /** Unique in its park for all time. */
  readonly code: string;
  /** m², two decimals. */
  readonly areaM2: number;
  readonly usage: UnitUsage;
  /** Whether its usage counts towards occupancy. */
  readonly counts: boolean;
  readonly since: Date;
  readonly demo: boolean;
}
