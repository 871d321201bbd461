import type { Building, Park, Plot, SubPark } from '../domain/park.ts';
import type { Unit, UnitUsage } from '../domain/unit.ts';
import type { ParkPlan } from './park-plans.ts';
import { type PublishedPark, publishedSource } from './published-facts.ts';
import type { Random } from './random.ts';

export interface Estate {
  readonly park: Park;
  readonly units: readonly Unit[];
}

export interface EstateTimes {
  readonly parkSince: Date;
  readonly unitsSince: Date;
}

/** A park of the source with the sub-parks, plots, buildings, floors and units that are invented for it. */
export function estateOf(
  facts: PublishedPark,
  plan: ParkPlan,
  { parkSince, unitsSince }: EstateTimes,
  random: Random,
): Estate {
  const subParks = plan.subParks.map((_, index) => subParkOf(facts, index));
  const buildings = plan.subParks.flatMap(({ buildings: count, floors }, index) =>
    Array.from({ length: count }, () => ({ subPark: String(index + 1), floors })),
  );
  const built = buildings.map(({ subPark, floors }, index) => buildingOf(index, subPark, floors));
  const place = { park: facts.code, since: unitsSince, demo: true };
  const units = built.flatMap((building, index) =>
    roomsOf(building, plan, index === built.length - 1, random).map(
      (room): Unit => Object.assign({ id: random.uuid() }, place, room),
    ),
  );
  const park: Park = {
    code: facts.code,
    name: facts.name,
    theme: facts.leadingIndustry,
    leadingIndustries: plan.leadingIndustries,
    positioning: plan.positioning,
    published: { ...facts, source: publishedSource },
    since: parkSince,
    demo: false,
    subParks,
    plots: subParks.map((subPark) => plotOf(subPark, units)),
    buildings: built,
  };
  return { park, units };
}

const subParkOf = ({ name, subParks: published = [] }: PublishedPark, index: number): SubPark => ({
  code: String(index + 1),
  number: index + 1,
  name: published[index] ?? `演示·${name}${index + 1}号园`,
  demo: published[index] === undefined,
});

const buildingOf = (index: number, subPark: string, floors: number): Building => {
  const code = String.fromCharCode(65 + index);
  const above = Array.from({ length: floors }, (_, floor) => floor + 1);
  return { code, subPark, plot: subPark, name: `演示·${code}座`, floors: [-1, ...above], demo: true };
};

/** Land for what is built on it, at a floor area ratio of 2. */
const plotOf = (subPark: SubPark, units: readonly Unit[]): Plot => {
  const built = units.reduce((sum, unit) => sum + (unit.subPark === subPark.code ? unit.areaM2 : 0), 0);
  const landAreaM2 = Math.round(built / 2);
  return {
    code: subPark.code,
    subPark: subPark.code,
    name: `演示·${subPark.code}号地块`,
    landAreaM2,
    demo: true,
  };
};

type Room = Omit<Unit, 'id' | 'park' | 'since' | 'demo'>;

function roomsOf(building: Building, plan: ParkPlan, withFlats: boolean, random: Random): readonly Room[] {
  return building.floors.flatMap((floor) =>
    Array.from({ length: floor < 0 ? 2 : plan.unitsPerFloor }, (_, index): Room => {
      const usage = usageOf(floor, index, plan, withFlats && floor === building.floors.at(-1));
      return {
        subPark: building.subPark,
        building: building.code,
        floor,
        code: `${building.code}-${floorLabel(floor)}${String(index + 1).padStart(2, '0')}`,
        areaM2: areaOf(usage, random),
        usage,
        counts: usage === 'office' || usage === 'factory' || usage === 'shop',
      };
    }),
  );
}

const floorLabel = (floor: number): string => (floor < 0 ? `B${-floor}` : String(floor).padStart(2, '0'));

function usageOf(floor: number, index: number, { main }: ParkPlan, flats: boolean): UnitUsage {
  if (floor < 0) return 'storage';
  if (flats) return 'apartment';
  if (floor > 1) return main;
  if (index === 0) return 'public';
  return index % 3 === 1 ? 'shop' : main;
}

const areaRange: Readonly<Record<UnitUsage, readonly [min: number, max: number]>> = {
  office: [38, 420],
  factory: [380, 2_200],
  shop: [26, 160],
  apartment: [28, 62],
  storage: [18, 120],
  public: [60, 260],
};

/** Small units are commoner than large ones: the square leans to the lower end. */
function areaOf(usage: UnitUsage, random: Random): number {
  const [min, max] = areaRange[usage];
  return Math.round((min + (max - min) * random.next() ** 2) * 100) / 100;
}
