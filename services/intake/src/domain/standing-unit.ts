import { AppError, formatInstant } from '@yuanqu/domain';
import type { Observation } from './observation.ts';
import type { OccupancyStatus } from './occupancy-status.ts';
import type { Unit } from './unit.ts';

/** A unit with all that a change of the registry has to know of it. */
export interface StandingUnit extends Unit {
  readonly retiredAt: Date | undefined;
  /** Counts its events, observations too. */
  readonly revision: number;
  /** Counts the changes of its own facts: what an edit names. */
  readonly factsRevision: number;
  readonly newest: Observation | undefined;
  readonly legalStatus: OccupancyStatus | undefined;
}

/** A retired unit is history: nothing of it is changed any more. Code: `intake.unit-retired`. */
export const refuseRetired = ({ code, retiredAt }: StandingUnit): AppError | undefined =>
  retiredAt &&
  new AppError(
    'intake.unit-retired',
    'conflict',
    `Unit "${code}" ceased to exist at ${formatInstant(retiredAt)} (split, merged or closed); change the units that took its place.`,
  );

/** Reserved or let by a tenancy. */
export const isHeld = ({ legalStatus }: StandingUnit): boolean =>
  legalStatus === 'let' || legalStatus === 'reserved';
