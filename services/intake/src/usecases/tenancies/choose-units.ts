import { AppError, Day } from '@yuanqu/domain';
import type { StandingUnit } from '../../domain/standing-unit.ts';
import type { ChosenUnit } from '../../domain/tenancies/fit.ts';
import { refuseRetired } from '../../domain/standing-unit.ts';
import { unknownUnit } from '../describe-parks.ts';
import type { ChooseUnits, TenancyPorts } from './tenancy-ports.ts';

/** Errors: `intake.unknown-unit`, `intake.unit-retired`, `tenancy.no-units`. */
export const makeChooseUnits =
  ({ lockUnits, unitsOfFloors }: Pick<TenancyPorts, 'lockUnits' | 'unitsOfFloors'>): ChooseUnits =>
  async (tx, park, { units = [], floors = [] }) => {
    const ofFloors = floors.length === 0 ? [] : await unitsOfFloors(tx, park, floors);
    const codes = [...new Set([...units, ...ofFloors])];
    if (codes.length === 0) throw noUnits;
    const found = await lockUnits(tx, park, codes);
    return codes.map((code) => {
      const unit = found.get(code);
      if (!unit) throw unknownUnit(park, code);
      const refused = refuseRetired(unit);
      if (refused) throw refused;
      return chosen(unit);
    });
  };

function chosen({ id, code, areaM2, since, usage, newest }: StandingUnit): ChosenUnit {
  const isTaken = newest?.status === 'let' || newest?.status === 'reserved';
  return {
    id,
    code,
    areaM2,
    since: Day.of(since),
    usage,
    ...(isTaken && newest.uscc !== undefined && { seenWith: newest.uscc }),
  };
}

const noUnits = new AppError(
  'tenancy.no-units',
  'invalid',
  '请选择房源或整层；所选楼层没有房源。 Choose units or whole floors; the floors that were chosen have none.',
);
