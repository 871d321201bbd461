import type { OccupancyStatus } from '../domain/occupancy-status.ts';
import type { SeenStatus, UnitGroup } from '../domain/occupancy-figures.ts';

/** The parks that a caller may see. */
export type ParkScope = '*' | readonly string[];

/** Now, or as of an instant in the past. */
export type AsOf = Date | undefined;

export interface PlacedUnitGroup extends UnitGroup {
  readonly park: string;
  readonly subPark: string;
  readonly building: string;
}

/** Units that existed, grouped by place and status. */
export type ReadUnitGroups = (parks: ParkScope, asOf: AsOf) => Promise<readonly PlacedUnitGroup[]>;

export interface ParkFacts {
  readonly code: string;
  readonly name: string;
  readonly theme: string;
  readonly leadingIndustries: readonly string[];
  readonly positioning: string | null;
  readonly since: Date;
  /** The day from which on its tenancies are all entered. */
  readonly contractsSince: string | null;
  readonly demo: boolean;
}

export type ListParks = (parks: ParkScope) => Promise<readonly ParkFacts[]>;

export interface ParkTree extends ParkFacts {
  readonly published: unknown;
  readonly operators: readonly {
    readonly code: string;
    readonly name: string;
    readonly from: Date;
    readonly until: Date | null;
  }[];
  readonly subParks: readonly {
    readonly code: string;
    readonly number: number;
    readonly name: string;
    readonly demo: boolean;
  }[];
  readonly plots: readonly {
    readonly code: string;
    readonly subPark: string;
    readonly name: string;
    readonly landAreaM2: number;
    readonly demo: boolean;
  }[];
  readonly buildings: readonly {
    readonly code: string;
    readonly subPark: string;
    readonly plot: string | null;
    readonly name: string;
    readonly floors: readonly number[];
    readonly demo: boolean;
  }[];
}

export type ReadParkTree = (code: string) => Promise<ParkTree | undefined>;

/** What contracts make of a unit. */
export const legalStatuses = ['let', 'reserved', 'free'] as const;
export type LegalStatus = (typeof legalStatuses)[number];

export interface UnitFilter {
  readonly park: string;
  readonly asOf: AsOf;
  readonly status: SeenStatus | undefined;
  readonly building: string | undefined;
  /** Of the present only. */
  readonly legalStatus: LegalStatus | undefined;
  /** Codes after this one. */
  readonly after: string | undefined;
  readonly limit: number;
}

export interface ListedUnit {
  readonly unit: string;
  readonly subPark: string;
  readonly building: string;
  readonly floor: number;
  readonly areaM2: number;
  readonly usage: string;
  readonly counts: boolean;
  readonly since: Date;
  readonly retiredAt: Date | null;
  readonly demo: boolean;
  readonly status: SeenStatus;
  readonly uscc: string | null;
  readonly observedAt: Date | null;
  /** Now; not known of a past instant. */
  readonly legalStatus: LegalStatus | null;
  /** Which holds it now. */
  readonly tenancy: string | null;
  /** Counts the changes of its own facts. */
  readonly revision: number;
  readonly enterprise: string | null;
}

/** Units of a park in the order of their codes; undefined when there is no such park. */
export type ListUnits = (filter: UnitFilter) => Promise<readonly ListedUnit[] | undefined>;

/** One unit as it is, a retired one too. */
export type ReadUnit = (
  park: string,
  unit: string,
) => Promise<(ListedUnit & { readonly park: string }) | undefined>;

/** A place in a unit's history, newest first. */
export type HistoryPosition = readonly [observedAt: string, updateId: string, operator: string];

export interface HistoryFilter {
  readonly park: string;
  readonly unit: string;
  readonly asOf: AsOf;
  readonly before: HistoryPosition | undefined;
  readonly limit: number;
}

export interface HistoryItem {
  readonly observedAt: Date;
  readonly updateId: string;
  readonly operator: string;
  readonly status: OccupancyStatus;
  readonly uscc: string | null;
  readonly receivedAt: Date;
  readonly revision: number;
}

/** What a unit was made out of by a split or merger, and what became of it; codes in their order. */
export interface UnitLineage {
  readonly retiredAt: Date | null;
  readonly cutFrom: readonly string[];
  readonly cutInto: readonly string[];
}

/** A unit's observations, newest first, and its lineage; undefined when there is no such unit. */
export type ReadUnitHistory = (
  filter: HistoryFilter,
) => Promise<{ readonly lineage: UnitLineage; readonly observations: readonly HistoryItem[] } | undefined>;

/** The units that an enterprise was last seen in, of these parks. */
export type ListUnitsOf = (
  uscc: string,
  parks: ParkScope,
) => Promise<readonly (ListedUnit & { readonly park: string })[]>;
