import { AppError } from '@yuanqu/domain';
import { isHeld, refuseRetired, type StandingUnit } from './standing-unit.ts';
import type { Unit } from './unit.ts';

/** What can be corrected of a unit: its size, what it is for, where it is. */
export type UnitCorrection = Pick<Unit, 'areaM2' | 'usage' | 'counts' | 'building' | 'subPark' | 'floor'>;

/**
 * The unit as corrected, or undefined when it is so already. A correction holds for the unit's whole life: it says what
 * always was so; a change of the walls is a split or a merger. What a contract is about is not changed behind it. Codes:
 * `intake.unit-retired`, `.unit-under-contract`.
 */
export function correctUnit(
  unit: StandingUnit,
  correction: UnitCorrection,
): StandingUnit | AppError | undefined {
  const refused = refuseRetired(unit);
  if (refused) return refused;
  const isSo = correctable.every((field) => unit[field] === correction[field]);
  if (!isSo && isHeld(unit)) return underContract(unit);
  return isSo ? undefined : { ...unit, ...correction, revision: unit.revision + 1 };
}

const correctable = ['areaM2', 'usage', 'building', 'floor'] as const;

const underContract = ({ code, legalStatus }: StandingUnit): AppError =>
  new AppError(
    'intake.unit-under-contract',
    'conflict',
    `房源 ${code} 已有意向或合同，面积、用途、楼栋、楼层不得直接更改；请先变更合同，将其移出。 Unit "${code}" is ${legalStatus} by a tenancy, which says what was rented: take it out with POST /tenancies/{id}/change, correct it, and take it in again.`,
  );
