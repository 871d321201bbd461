import type { AppError } from '@yuanqu/domain';
import { refuseRetired, type StandingUnit } from './standing-unit.ts';
import type { Unit } from './unit.ts';

/** What can be corrected of a unit: its size, what it is for, where it is. */
export type UnitCorrection = Pick<Unit, 'areaM2' | 'usage' | 'counts' | 'building' | 'subPark' | 'floor'>;

/**
 * The unit as corrected, or undefined when it is so already. A correction holds for the unit's whole life: it says what
 * always was so; a change of the walls is a split or a merger. Code: `intake.unit-retired`.
 */
export function correctUnit(
  unit: StandingUnit,
  correction: UnitCorrection,
): StandingUnit | AppError | undefined {
  const refused = refuseRetired(unit);
  if (refused) return refused;
  const isSo = correctable.every((field) => unit[field] === correction[field]);
  return isSo ? undefined : { ...unit, ...correction, revision: unit.revision + 1 };
}

const correctable = ['areaM2', 'usage', 'building', 'floor'] as const;
