import { AppError } from '@yuanqu/domain';
import { figuresOf, type OccupancyFigures } from '../domain/occupancy-figures.ts';
import type {
  AsOf,
  ListParks,
  ParkFacts,
  ParkScope,
  ParkTree,
  PlacedUnitGroup,
  ReadParkTree,
  ReadUnitGroups,
} from './registry-queries.ts';

export interface DescribedPark extends ParkFacts {
  readonly occupancy: OccupancyFigures;
}

type SubParkOf = ParkTree['subParks'][number];
type BuildingOf = ParkTree['buildings'][number];
type PlotOf = ParkTree['plots'][number];

/** A park down to its buildings, each level with its figures. */
export interface DescribedParkTree extends DescribedPark, Pick<ParkTree, 'published' | 'operators'> {
  readonly subParks: readonly (SubParkOf & {
    readonly occupancy: OccupancyFigures;
    readonly plots: readonly PlotOf[];
    readonly buildings: readonly (BuildingOf & { readonly occupancy: OccupancyFigures })[];
  })[];
}

/** The parks of a scope with their figures, now or as of an instant. */
export const makeDescribeParks =
  (listParks: ListParks, readUnitGroups: ReadUnitGroups) =>
  async (parks: ParkScope, asOf: AsOf): Promise<readonly DescribedPark[]> => {
    const [facts, groups] = await Promise.all([listParks(parks), readUnitGroups(parks, asOf)]);
    const byPark = Map.groupBy(groups, ({ park }) => park);
    return facts.map((park) => Object.assign({ occupancy: figuresOf(byPark.get(park.code) ?? []) }, park));
  };

/** One park as a tree. Throws `intake.unknown-park`. */
export const makeDescribePark =
  (readParkTree: ReadParkTree, readUnitGroups: ReadUnitGroups) =>
  async (code: string, asOf: AsOf): Promise<DescribedParkTree> => {
    const [tree, groups] = await Promise.all([readParkTree(code), readUnitGroups([code], asOf)]);
    if (!tree) throw unknownPark(code);
    return withFigures(tree, groups);
  };

export const unknownPark = (code: string): AppError =>
  new AppError('intake.unknown-park', 'not-found', `There is no park "${code}"; GET /parks lists them.`);

export const unknownUnit = (park: string, unit: string): AppError =>
  new AppError(
    'intake.unknown-unit',
    'not-found',
    `Park "${park}" has no unit "${unit}"; GET /parks/${park}/units lists them.`,
  );

function withFigures(
  { plots, buildings, ...park }: ParkTree,
  groups: readonly PlacedUnitGroup[],
): DescribedParkTree {
  const plotsBySubPark = Map.groupBy(plots, ({ subPark }) => subPark);
  const buildingsBySubPark = Map.groupBy(buildings, ({ subPark }) => subPark);
  const subParks = park.subParks.map((subPark) => ({
    code: subPark.code,
    number: subPark.number,
    name: subPark.name,
    demo: subPark.demo,
    occupancy: figuresOf(groups.filter((group) => group.subPark === subPark.code)),
    plots: plotsBySubPark.get(subPark.code) ?? [],
    buildings: (buildingsBySubPark.get(subPark.code) ?? []).map((building) =>
      Object.assign(
        { occupancy: figuresOf(groups.filter((group) => group.building === building.code)) },
        building,
      ),
    ),
  }));
  return { ...park, occupancy: figuresOf(groups), subParks };
}
