import type { OccupancyStatus } from '../domain/occupancy-status.ts';
import type { Unit } from '../domain/unit.ts';
import type { ParkPlan } from './park-plans.ts';
import type { Random } from './random.ts';

export interface UnitState {
  readonly unit: Unit;
  readonly before: OccupancyStatus;
  readonly now: OccupancyStatus;
}

/** What each unit was half a year ago and is now, so that the park's occupancy by area comes near the plan's, never above. */
export function statesOf(units: readonly Unit[], plan: ParkPlan, random: Random): readonly UnitState[] {
  const shuffled = random.shuffled(units);
  const counted = shuffled.filter((unit) => unit.counts);
  const aside = Math.round(counted.length * 0.035);
  const lettable = counted.slice(aside);
  const letNow = upTo(lettable, plan.occupancyNow);
  // Walking the other way round makes the units that changed hands differ from those that stayed.
  const letBefore = turnedOver(lettable, letNow, plan.occupancyBefore, random);
  return [
    ...counted.slice(0, aside).map((unit, index): UnitState => outOfUse(unit, index)),
    ...lettable.map(
      (unit): UnitState => ({
        unit,
        before: letBefore.has(unit) ? 'let' : 'vacant',
        now: letNow.has(unit) ? 'let' : random.chance(0.12) ? 'reserved' : 'vacant',
      }),
    ),
    ...shuffled.filter((unit) => !unit.counts).map((unit) => sideRoom(unit, random)),
  ];
}

const areaSum = (units: Iterable<Unit>): number => {
  let sum = 0;
  for (const { areaM2 } of units) sum += areaM2;
  return sum;
};

/** Units in the given order until the share of their area is reached; one that would go beyond it is left out. */
function upTo(units: readonly Unit[], share: number, kept: ReadonlySet<Unit> = new Set()): Set<Unit> {
  const target = share * areaSum(units);
  const chosen = new Set(kept);
  let area = areaSum(chosen);
  for (const unit of units) {
    if (chosen.has(unit) || area + unit.areaM2 > target) continue;
    chosen.add(unit);
    area += unit.areaM2;
  }
  return chosen;
}

/** Most of what is let now was let before; the rest of the earlier share lay in units that are vacant now. */
function turnedOver(lettable: readonly Unit[], letNow: ReadonlySet<Unit>, share: number, random: Random) {
  const target = share * areaSum(lettable);
  const kept = new Set<Unit>();
  let area = 0;
  for (const unit of letNow) {
    if (random.chance(0.06) || area + unit.areaM2 > target) continue;
    kept.add(unit);
    area += unit.areaM2;
  }
  return upTo(random.shuffled(lettable), share, kept);
}

const outOfUse = (unit: Unit, index: number): UnitState =>
  index % 4 === 0
    ? { unit, before: 'withdrawn', now: 'withdrawn' }
    : { unit, before: index % 2 === 0 ? 'let' : 'vacant', now: 'under-works' };

function sideRoom(unit: Unit, random: Random): UnitState {
  const status = random.chance(0.8) ? 'let' : 'vacant';
  return { unit, before: status, now: status };
}
