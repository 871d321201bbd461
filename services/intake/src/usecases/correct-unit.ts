import { AppError } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import { correctUnit, type UnitCorrection } from '../domain/correct-unit.ts';
import type { StandingUnit } from '../domain/standing-unit.ts';
import type { UnitUsage } from '../domain/unit.ts';
import { checkFacts } from './check-facts.ts';
import { unknownPark, unknownUnit } from './describe-parks.ts';
import type { LockUnits, ParkPlan, ReadParkPlan, RegistryPorts, SaveCorrections } from './registry-ports.ts';
import { unitChangedEvent } from './unit-cut-events.ts';

export interface CorrectionPorts extends RegistryPorts {
  readonly lockUnits: LockUnits;
  readonly readParkPlan: ReadParkPlan;
  readonly saveCorrections: SaveCorrections;
}

export interface CorrectionRequest {
  readonly park: string;
  readonly unit: string;
  readonly areaM2?: number | undefined;
  readonly usage?: UnitUsage | undefined;
  readonly building?: string | undefined;
  readonly floor?: number | undefined;
  /** Why, for a unit that a contract holds. */
  readonly despite?: string | undefined;
  /** The revision of the unit's facts that the caller saw. */
  readonly expected: number;
  readonly context: EventContext;
}

/**
 * Corrects a unit; what is so already makes no event. Throws `intake.unknown-unit`, `intake.unknown-building`,
 * `intake.unit-retired`, `intake.correction-of-held-unit`, `request.changed-meanwhile`.
 */
export const makeCorrectUnit =
  ({ transaction, append, clock, lockUnits, readParkPlan, saveCorrections }: CorrectionPorts) =>
  (request: CorrectionRequest): Promise<StandingUnit> =>
    transaction(async (tx) => {
      const { park, unit: code, context } = request;
      const [plan, found] = [await readParkPlan(tx, park), await lockUnits(tx, park, [code])];
      if (!plan) throw unknownPark(park);
      const unit = found.get(code);
      if (!unit) throw unknownUnit(park, code);
      checkFacts(unit, request.expected);
      const corrected = correctUnit(unit, wanted(unit, request, plan), request.despite);
      if (corrected instanceof AppError) throw corrected;
      if (!corrected) return unit;
      await saveCorrections(tx, [corrected]);
      await append(tx, [unitChangedEvent(corrected, clock(), context, request.despite)]);
      return corrected;
    });

function wanted(
  unit: StandingUnit,
  {
    areaM2 = unit.areaM2,
    usage = unit.usage,
    building = unit.building,
    floor = unit.floor,
  }: CorrectionRequest,
  { buildings, usages }: ParkPlan,
): UnitCorrection {
  const subPark = buildings.get(building);
  if (subPark === undefined) throw unknownBuilding(unit.park, building);
  return { areaM2, usage, counts: usages.get(usage) ?? false, building, subPark, floor };
}

export const unknownBuilding = (park: string, building: string): AppError =>
  new AppError(
    'intake.unknown-building',
    'not-found',
    `Park "${park}" has no building "${building}"; GET /parks/${park} lists them.`,
  );
