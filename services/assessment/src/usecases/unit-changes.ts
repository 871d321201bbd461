import type { Status } from '../domain/occupancy-status.ts';

/** Where an event stands in the log. */
export interface LogPlace {
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: bigint;
}

/** A unit as intake last told it. */
export interface UnitFacts {
  readonly id: string;
  readonly park: string;
  readonly code: string;
  readonly subPark: string;
  readonly building: string;
  readonly floor: number;
  readonly areaHundredths: number;
  readonly usage: string;
  readonly counts: boolean;
  readonly since: string;
  readonly revision: number;
}

export interface UnitRetirement {
  readonly id: string;
  readonly at: string;
  readonly revision: number;
}

/** An accepted update and the event that told it. */
export interface NewObservation {
  readonly unitId: string;
  readonly observedAt: string;
  readonly updateId: string;
  readonly operator: string;
  readonly status: Status;
  readonly uscc: string | null;
  readonly industry: string | null;
  readonly eventId: string;
  readonly arrivedAt: Date;
  readonly epoch: number;
  readonly sequence: bigint;
}

/** What new observations did to one unit. */
export interface UnitObserved {
  readonly unitId: string;
  /** Null while the unit's own facts have not come. */
  readonly park: string | null;
  readonly counts: boolean | null;
  /** Whether one of them is older than what was known: then months are reckoned anew from their start. */
  readonly late: boolean;
  /** The state before, null if never observed; and the state now, null when a newer one was known. */
  readonly before: Status | null;
  readonly now: Status | null;
  readonly newestAt: Date;
}

/** What facts or a retirement did to one unit. */
export interface UnitAltered {
  readonly unitId: string;
  readonly park: string;
}
