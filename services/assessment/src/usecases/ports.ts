import type { ClosedInterval, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { StateCount } from '../domain/live-figures.ts';
import type { AreaTime } from '../domain/month-occupancy.ts';
import type { ParkFacts, UnitOutcome } from '../domain/park-inputs.ts';
import type { ParkWatch } from '../domain/park-watch.ts';
import type { Targets } from '../domain/targets.ts';
import type { Lifetime, Observed } from '../domain/unit-time.ts';
import type { LateArrival } from './late-arrival.ts';
import type { ParkChange } from './park-change.ts';
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
  readonly buildings: readonly { readonly code: string; readonly subPark: string; readonly name: string }[];
  readonly since: string;
  readonly demo?: boolean;
  readonly revision: number;
}

/** Writes parks whole. Returns the codes of those known before whose leading industries or beginning changed. */
export type SaveParks = (tx: Executor, parks: readonly ParkRecord[]) => Promise<readonly string[]>;

export interface EnterpriseRecord {
  readonly uscc: string;
  readonly name: string | null;
  readonly industry: string | null;
  readonly revision: number;
}

/** Writes enterprises. Returns the codes of those whose industry changed. */
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

export interface OutcomesWanted {
  readonly month: Month;
  readonly cutoffMs: number;
  /** All parks unless told. */
  readonly parks?: readonly string[];
  /** Reckon everything from the observations, trusting no settled month. */
  readonly exact?: boolean;
  /** Units in the order of code and id: those after this one, at most `limit`. */
  readonly after?: { readonly code: string; readonly unitId: string } | undefined;
  readonly limit?: number;
}

/** What each counting unit did in a month. */
export type ReadOutcomes = (db: Executor, wanted: OutcomesWanted) => Promise<readonly UnitOutcome[]>;

/** The last instant of the latest month that was ever closed; undefined when none was. */
export type ReadClosedUntil = (tx: Executor) => Promise<Date | undefined>;

/** Notes the events that speak about closed months, for every such month they reach into. */
export type RecordLateArrivals = (tx: Executor, arrivals: readonly LateArrival[]) => Promise<void>;

export interface FiguresWanted {
  readonly now: Date;
  /** An instant of the past; now unless told. */
  readonly at?: Date | undefined;
  /** All parks unless told. */
  readonly parks?: readonly string[] | undefined;
}

/** How many counting units of each building are in each state. */
export type ReadStateCounts = (db: Executor, wanted: FiguresWanted) => Promise<readonly StateCount[]>;

/** A park's watch and targets, and how many events told of it. */
export interface WatchedPark {
  readonly park: string;
  readonly name: string;
  readonly watch: ParkWatch | undefined;
  readonly revision: number;
  readonly targets: Targets;
}

/** Locks the watches that nobody else holds, until the transaction ends; the others, and new parks, are left out. */
export type LockFreeWatches = (tx: Executor, parks: readonly string[]) => Promise<readonly WatchedPark[]>;

/** Locks the watches, waiting for whoever holds them; new parks get theirs. */
export type LockWatches = (tx: Executor, parks: readonly string[]) => Promise<readonly WatchedPark[]>;

/** Notes parks that somebody has to look at again once this transaction is committed. */
export type NoteDueParks = (tx: Executor, changes: readonly ParkChange[]) => Promise<void>;

/** Takes what was noted, for good. */
export type TakeDueParks = (tx: Executor) => Promise<readonly ParkChange[]>;

export type ListWatchedParks = (tx: Executor) => Promise<readonly string[]>;

export type SaveWatches = (
  tx: Executor,
  watches: readonly { readonly park: string; readonly watch: ParkWatch; readonly revision: number }[],
) => Promise<void>;

export interface ParkDescription extends ParkFacts {
  readonly subParks: readonly { readonly code: string; readonly number: number; readonly name: string }[];
  readonly buildings: readonly { readonly code: string; readonly name: string }[];
}

/** Parks by code; all unless told. */
export type ListParks = (db: Executor, codes?: readonly string[]) => Promise<readonly ParkDescription[]>;

/** An observation as it is kept: with its tenant, its event, and that event's place in the log. */
export interface StoredObservation extends Observed {
  readonly unitId: string;
  readonly unit: string;
  readonly uscc?: string;
  readonly industry?: string;
  readonly eventId: string;
  readonly arrivedAt: Date;
  readonly place: { readonly partition: number; readonly epoch: number; readonly sequence: string };
}

export interface UnitRecord extends Lifetime {
  readonly unitId: string;
  readonly code: string;
  readonly areaHundredths: bigint;
  readonly counts: boolean;
}

export type ReadUnits = (db: Executor, park: string, code: string) => Promise<readonly UnitRecord[]>;

export type ReadUnitHistory = (
  db: Executor,
  unitId: string,
  span: ClosedInterval,
) => Promise<readonly StoredObservation[]>;

/** A place in a park's observations ordered by time. */
export interface HistoryPosition {
  readonly observedAt: string;
  readonly unitId: string;
  readonly updateId: string;
  readonly operator: string;
}

export type ReadMonthHistory = (
  db: Executor,
  park: string,
  span: ClosedInterval,
  page: { readonly after: HistoryPosition | undefined; readonly limit: number },
) => Promise<readonly StoredObservation[]>;

/** A park's figure in the newest frozen version of a month, and how many events spoke about it afterwards. */
export interface FrozenFigure {
  readonly version: number;
  readonly areaTime: AreaTime;
  readonly closedAt: Date;
  readonly lateArrivals: number;
}

export type FindFrozen = (db: Executor, month: Month, park: string) => Promise<FrozenFigure | undefined>;
