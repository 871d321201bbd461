import type { ClosedInterval, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { StateCount } from '../domain/live-figures.ts';
import type { AreaTime } from '../domain/month-occupancy.ts';
import type { ParkFacts, UnitOutcome } from '../domain/park-inputs.ts';
import type { Lifetime, Observed } from '../domain/unit-time.ts';

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

/** The same summed up, by park. */
export type ReadAreaTimes = (
  db: Executor,
  wanted: Required<Pick<OutcomesWanted, 'month' | 'cutoffMs' | 'exact'>>,
) => Promise<ReadonlyMap<string, AreaTime>>;

export interface FiguresWanted {
  readonly now: Date;
  /** An instant of the past; now unless told. */
  readonly at?: Date | undefined;
  /** All parks unless told. */
  readonly parks?: readonly string[] | undefined;
}

/** How many counting units of each building are in each state. */
export type ReadStateCounts = (db: Executor, wanted: FiguresWanted) => Promise<readonly StateCount[]>;

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
