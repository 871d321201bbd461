import { AppError } from '@yuanqu/domain';
import { isHeld, refuseRetired, type StandingUnit } from './standing-unit.ts';
import type { Unit } from './unit.ts';

/** What can be corrected of a unit: its size, what it is for, where it is. */
export type UnitCorrection = Pick<Unit, 'areaM2' | 'usage' | 'counts' | 'building' | 'subPark' | 'floor'>;

/**
 * The unit as corrected, or undefined when it is so already. A correction holds for the unit's whole life: it says what
 * always was so; a change of the walls is a split or a merger. What a contract was made on, area and usage, is corrected
 * with a reason only (`despite`). Codes: `intake.unit-retired`, `intake.correction-of-held-unit`.
 */
export function correctUnit(
  unit: StandingUnit,
  correction: UnitCorrection,
  despite?: string,
): StandingUnit | AppError | undefined {
  const refused = refuseRetired(unit);
  if (refused) return refused;
  const isSo = correctable.every((field) => unit[field] === correction[field]);
  const isOther = unit.areaM2 !== correction.areaM2 || unit.usage !== correction.usage;
  if (isHeld(unit) && isOther && despite === undefined) return heldByContract(unit.code);
  return isSo
    ? undefined
    : { ...unit, ...correction, revision: unit.revision + 1, factsRevision: unit.factsRevision + 1 };
}

const heldByContract = (code: string): AppError =>
  new AppError(
    'intake.correction-of-held-unit',
    'conflict',
    `房源 ${code} 已签约或已预留，合同载有其面积和用途；更正的理由写在 despite 中，合同面积另以 POST /tenancies/{id}/change 更新。 A contract or intent names unit "${code}" with its area and usage. PATCH it with the reason in "despite" (a table cannot), then name the unit anew with POST /tenancies/{id}/change so that the contract has the area too.`,
  );

const correctable = ['areaM2', 'usage', 'building', 'floor'] as const;
