import type { ClosedInterval, Month } from '@yuanqu/domain';
import type { Executor, GroupLag } from '@yuanqu/messaging';
import type { Watermark } from '../domain/league-table.ts';
import type { Override } from '../domain/override.ts';
import type { UnitOutcome } from '../domain/park-inputs.ts';
import type { ReopeningRole } from '../domain/reopening.ts';
import type { ScoringRule } from '../domain/scoring-rule.ts';
import type { Observed } from '../domain/unit-time.ts';
import type { LateArrival } from './late-arrival.ts';

export interface StoredRule extends ScoringRule {
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Every version, latest effect first, of one effect the newest first. */
export type ListRules = (db: Executor) => Promise<readonly StoredRule[]>;

/** False when the version is there already. */
export type SaveRule = (tx: Executor, rule: StoredRule) => Promise<boolean>;

/** Where a month stands; `version` is the newest closed one, 0 before the first. */
export interface MonthState {
  readonly month: Month;
  readonly state: 'open' | 'closed';
  readonly version: number;
  readonly revision: number;
}

/** Locks a month against everybody else who decides on it; makes its row at first. */
export type LockMonth = (tx: Executor, month: Month) => Promise<MonthState>;
export type SaveMonth = (tx: Executor, month: MonthState) => Promise<void>;
export type FindMonth = (db: Executor, month: Month) => Promise<MonthState | undefined>;

/** A closed month as it was frozen. */
export interface FrozenTable {
  readonly month: Month;
  readonly version: number;
  readonly ruleVersion: string;
  /** Canonical JSON. */
  readonly document: string;
  readonly sha256: string;
  readonly closedBy: string;
  readonly closedByName: string;
  readonly closedAt: Date;
  /** Until when operators may object, before it can be published; absent where the rule has no preview. */
  readonly previewUntil?: Date;
  readonly publishedBy?: string;
  readonly publishedByName?: string;
  readonly publishedAt?: Date;
}

export type TableHead = Omit<FrozenTable, 'document'>;

export type SaveFrozen = (tx: Executor, table: FrozenTable, units: readonly UnitOutcome[]) => Promise<void>;

/** The version asked for, else the newest; `published` leaves out the others. */
export type FindTable = (
  db: Executor,
  month: Month,
  which?: { readonly version?: number | undefined; readonly published?: boolean },
) => Promise<FrozenTable | undefined>;

/** Closed months, newest first, every version. */
export type ListTables = (
  db: Executor,
  page: {
    readonly after: { month: string; version: number } | undefined;
    /** Only what is public. */
    readonly published: boolean;
    readonly limit: number;
  },
) => Promise<readonly TableHead[]>;

export type MarkPublished = (
  tx: Executor,
  table: {
    readonly month: Month;
    readonly version: number;
    readonly at: Date;
    readonly by: { readonly subject: string; readonly name: string };
  },
) => Promise<void>;

/** In the order of park, code and id, as they were digested. */
export type ReadFrozenUnits = (
  db: Executor,
  month: Month,
  version: number,
) => Promise<readonly UnitOutcome[]>;

/** How far each consumer is behind what its producers have committed. */
export type ReadLag = () => Promise<readonly GroupLag[]>;
export type ReadWatermarks = (db: Executor) => Promise<readonly Watermark[]>;

/** Holds every consumer of this service still until the transaction ends, and tells how far their effects reach. */
export type HoldConsumers = (tx: Executor) => Promise<readonly Watermark[]>;

/** Observations of these units within the span and the last before it, of events up to the watermarks only. */
export type ReadHistoryUpTo = (
  db: Executor,
  unitIds: readonly string[],
  span: ClosedInterval,
  watermarks: readonly Watermark[],
) => Promise<readonly (Observed & { readonly unitId: string; readonly uscc?: string })[]>;

/** How many events about the month came after these watermarks, by park. */
export type CountLateArrivals = (
  db: Executor,
  month: Month,
  watermarks: readonly Watermark[],
) => Promise<ReadonlyMap<string, number>>;

export interface LateEvent {
  readonly eventId: string;
  readonly kind: LateArrival['kind'];
  readonly park: string;
  readonly unitId?: string;
  readonly unit?: string;
  readonly at: Date;
  readonly arrivedAt: Date;
}

export interface LateEventPosition {
  readonly arrivedAt: string;
  readonly eventId: string;
  readonly park: string;
}

export type ListLateEvents = (
  db: Executor,
  wanted: {
    readonly month: Month;
    readonly watermarks: readonly Watermark[];
    readonly parks: readonly string[] | undefined;
    readonly after: LateEventPosition | undefined;
    readonly limit: number;
  },
) => Promise<readonly LateEvent[]>;

/** A wish to open a closed month again. */
export interface Reopening {
  readonly id: string;
  readonly month: Month;
  readonly version: number;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedRole: ReopeningRole;
  readonly requestedAt: Date;
  readonly confirmedBy?: string;
  readonly confirmedRole?: ReopeningRole;
  readonly confirmedAt?: Date;
}

/** Measures that upheld objections put right, by park, in the order in which they were decided. */
export type ReadOverrides = (db: Executor, month: Month) => Promise<ReadonlyMap<string, readonly Override[]>>;

export type SaveOverride = (
  tx: Executor,
  override: Override & {
    readonly month: string;
    readonly park: string;
    readonly setBy: string;
    readonly setAt: Date;
  },
) => Promise<void>;

export type SaveReopening = (tx: Executor, reopening: Reopening) => Promise<void>;
export type ListReopenings = (db: Executor, month: Month) => Promise<readonly Reopening[]>;
