import type { Clock } from '@yuanqu/domain';
import { AppError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { figureOf, type LiveFigure, type StateCount } from '../domain/live-figures.ts';
import { knownPark } from './known-park.ts';
import type { ListParks, ReadStateCounts } from './reading-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly listParks: ListParks;
  readonly readStateCounts: ReadStateCounts;
  readonly clock: Clock;
}

export interface NamedFigure {
  readonly code: string;
  readonly name: string;
  readonly figure: LiveFigure;
}

export interface DistrictFigures {
  readonly at: Date;
  /** Of the parks below taken together. */
  readonly district: LiveFigure;
  readonly parks: readonly NamedFigure[];
}

/** The figures of these parks, now or at an instant of the past. */
export const makeReadDistrictFigures =
  ({ db, listParks, readStateCounts, clock }: Ports) =>
  async (parks: readonly string[] | undefined, at: Date | undefined): Promise<DistrictFigures> => {
    const now = clock();
    refuseFuture(at, now);
    const [known, counts] = await Promise.all([
      listParks(db, parks),
      readStateCounts(db, { now, at, parks }),
    ]);
    const byPark = Map.groupBy(counts, ({ park }) => park);
    return {
      at: at ?? now,
      district: figureOf(counts),
      parks: known.map(({ code, name }) => ({ code, name, figure: figureOf(byPark.get(code) ?? []) })),
    };
  };

export interface ParkFigures extends NamedFigure {
  readonly at: Date;
  readonly subParks: readonly (NamedFigure & {
    readonly number: number;
    readonly buildings: readonly NamedFigure[];
  })[];
}

/** A park's figure down to its buildings. Error: `assessment.unknown-park`, `assessment.future`. */
export const makeReadParkFigures =
  ({ db, listParks, readStateCounts, clock }: Ports) =>
  async (code: string, at: Date | undefined): Promise<ParkFigures> => {
    const now = clock();
    refuseFuture(at, now);
    const park = await knownPark(db, listParks, code);
    const counts = await readStateCounts(db, { now, at, parks: [code] });
    const nameOfBuilding = new Map(park.buildings.map((building) => [building.code, building.name]));
    return {
      code,
      name: park.name,
      at: at ?? now,
      figure: figureOf(counts),
      subParks: partsOf(counts, ({ subPark }) => subPark).map(([subPark, within]) => {
        const facts = park.subParks.find((candidate) => candidate.code === subPark);
        return {
          code: subPark,
          number: facts?.number ?? 0,
          name: facts?.name ?? subPark,
          figure: figureOf(within),
          buildings: partsOf(within, ({ building }) => building).map(([building, counted]) => ({
            code: building,
            name: nameOfBuilding.get(building) ?? building,
            figure: figureOf(counted),
          })),
        };
      }),
    };
  };

const partsOf = (counts: readonly StateCount[], key: (count: StateCount) => string) => [
  ...Map.groupBy(counts, key),
];

function refuseFuture(at: Date | undefined, now: Date): void {
  if (at === undefined || at <= now) return;
  throw new AppError(
    'assessment.future',
    'invalid',
    `There are no figures for ${at.toISOString()} yet: ask for an instant up to now.`,
    { errors: [{ pointer: '/query/at', code: 'future', detail: 'lies in the future' }] },
  );
}
