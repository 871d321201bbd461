import type { Executor } from '@yuanqu/messaging';
import type { LateArrival } from './late-arrival.ts';
import type { NewObservation, UnitAltered, UnitFacts, UnitObserved, UnitRetirement } from './unit-changes.ts';

/** Writes units' facts; older revisions change nothing. */
export type SaveUnits = (tx: Executor, units: readonly UnitFacts[]) => Promise<readonly UnitAltered[]>;

export type RetireUnits = (
  tx: Executor,
  retired: readonly UnitRetirement[],
) => Promise<readonly UnitAltered[]>;

export interface ParkRecord {
  readonly code: string;
  readonly name: string;
  readonly theme: string;
  readonly leadingIndustries: readonly string[];
  readonly subParks: readonly { readonly code: string; readonly number: number; readonly name: string }[];
  readonly buildings: readonly {
    readonly code: string;
    readonly subPark: string;
    readonly name: string;
    readonly landAreaM2?: number;
  }[];
  readonly since: string;
  readonly demo?: boolean;
  readonly revision: number;
}

/** Writes parks whole. Returns the codes of those known before whose leading industries, beginning or land changed. */
export type SaveParks = (tx: Executor, parks: readonly ParkRecord[]) => Promise<readonly string[]>;

export interface EnterpriseRecord {
  readonly uscc: string;
  readonly name: string | null;
  readonly industry: string | null;
  readonly sizeClass: string | null;
  readonly revision: number;
}

/** Writes enterprises. Returns the codes of those whose industry or size changed. */
export type SaveEnterprises = (
  tx: Executor,
  enterprises: readonly EnterpriseRecord[],
) => Promise<readonly string[]>;

/** Keeps observations of one partition and moves each unit's current state to its newest. Known ones change nothing. */
export type AddObservations = (
  tx: Executor,
  partition: number,
  observations: readonly NewObservation[],
) => Promise<readonly UnitObserved[]>;

/** An observation whose month, and the month of the one after it, have to be reckoned. */
export interface TouchedInstant {
  readonly unitId: string;
  readonly at: string;
  /** Reckon the month from its start; otherwise go on from what is settled. */
  readonly anew: boolean;
}

/** Reckons the months that these instants touch, and every month of the units whose facts changed. */
export type RecomputeMonths = (
  tx: Executor,
  touched: readonly TouchedInstant[],
  alteredUnits: readonly string[],
) => Promise<number>;

/** The last instant of the latest month that was ever closed; undefined when none was. */
export type ReadClosedUntil = (tx: Executor) => Promise<Date | undefined>;

/** Notes the events that speak about closed months, for every such month they reach into. */
export type RecordLateArrivals = (tx: Executor, arrivals: readonly LateArrival[]) => Promise<void>;
