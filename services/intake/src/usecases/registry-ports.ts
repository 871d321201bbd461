import type { Clock } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { StandingUnit } from '../domain/standing-unit.ts';
import type { UnitUsage } from '../domain/unit.ts';
import type { UnitCut } from '../domain/unit-cut.ts';

/** What every change of the registry needs from outside. */
export interface RegistryPorts {
  readonly transaction: <T>(work: (tx: Executor) => Promise<T>) => Promise<T>;
  /** Writes the events to the outbox: the transaction's last statement. */
  readonly append: (tx: Executor, events: readonly NewEvent[]) => Promise<void>;
  readonly clock: Clock;
}

/** Locks those of the park's units that exist, retired ones too, against observations and other changes; by code. */
export type LockUnits = (
  tx: Executor,
  park: string,
  codes: readonly string[],
) => Promise<ReadonlyMap<string, StandingUnit>>;

/** Writes old units' end, new units, what they carry on, and which came from which. */
export type SaveCut = (tx: Executor, cut: UnitCut, now: Date) => Promise<void>;

export type SaveCorrections = (tx: Executor, units: readonly StandingUnit[]) => Promise<void>;

/** The places of a park where units can be, and what they can be for. */
export interface ParkPlan {
  /** Sub-park by building. */
  readonly buildings: ReadonlyMap<string, string>;
  /** Whether a usage counts towards occupancy. */
  readonly usages: ReadonlyMap<UnitUsage, boolean>;
}

/** Undefined when there is no such park. */
export type ReadParkPlan = (tx: Executor, park: string) => Promise<ParkPlan | undefined>;
