import { AppError, Month } from '@yuanqu/domain';
import { newEvent, parkChanged } from '@yuanqu/events';
import { checkRevision, type Who } from '@yuanqu/service-kit';
import { changedPlots, holdsFrom, plotStates } from '../../domain/land/plot-history.ts';
import { unknownPark } from '../describe-parks.ts';
import { parkFacts } from '../registry-events.ts';
import type { RegistryPorts } from '../registry-ports.ts';
import type { LockedPark, LockPark, PlotEntry, SavePlot, SavePlotVersions } from './land-ports.ts';

export interface EnterPlotPorts extends RegistryPorts {
  readonly lockPark: LockPark;
  readonly savePlot: SavePlot;
  readonly savePlotVersions: SavePlotVersions;
}

/**
 * Registers a plot or corrects its land area, name or buildings; what is so already changes nothing. `expected` is the
 * park's revision that the caller saw. Codes: `intake.unknown-park`, `intake.unknown-sub-park`, `intake.unknown-building`,
 * `intake.building-elsewhere`, `plot.month-to-come`, `request.changed-meanwhile`. What was said before is kept.
 */
export const makeEnterPlot =
  ({ transaction, append, clock, lockPark, savePlot, savePlotVersions }: EnterPlotPorts) =>
  (entry: PlotEntry, expected: number, { by, context }: Who) =>
    transaction(async (tx) => {
      const park = await lockPark(tx, entry.park);
      if (!park) throw unknownPark(entry.park);
      refuse(park, entry);
      const known = park.plots.find(({ code }) => code === entry.code);
      const at = clock();
      // What is so now may not have been known to be so then.
      if (known && entry.from === undefined && isSo(park, entry))
        return { outcome: 'unchanged' as const, revision: park.revision };
      checkRevision(park, expected);
      const revision = park.revision + 1;
      await savePlot(tx, entry, revision);
      const after = await lockPark(tx, entry.park);
      if (!after) throw unknownPark(entry.park);
      await savePlotVersions(tx, entry.park, { ...versionsOf(park, after, entry, at), by, at });
      const event = { subject: park.code, revision, time: at, context, data: parkFacts(after) };
      await append(tx, [newEvent(parkChanged, event)]);
      return { outcome: known ? ('changed' as const) : ('created' as const), revision };
    });

/** Of the plot itself, and of those that lose a building to it. */
function versionsOf(park: LockedPark, changed: LockedPark, entry: PlotEntry, at: Date) {
  const [before, states] = [plotStates(park), plotStates(changed)];
  const others = changedPlots(before, states).filter(({ code }) => code !== entry.code);
  const isNew = others.length === 0 && before.every(({ code }) => code !== entry.code);
  const from = holdsFrom(entry.from, isNew, Month.of(at));
  if (from instanceof AppError) throw from;
  const own = states.filter(({ code }) => code === entry.code);
  return { before, after: [...own, ...others], from, reason: entry.reason };
}

function refuse({ subParks, buildings }: LockedPark, entry: PlotEntry): void {
  const { subPark, park } = entry;
  if (!subParks.some(({ code }) => code === subPark)) throw unknownSubPark(park, subPark);
  for (const code of entry.buildings ?? []) {
    const building = buildings.find((one) => one.code === code);
    if (!building) throw unknownBuildingOfPlot(park, code);
    if (building.subPark !== subPark) throw buildingElsewhere(code, building.subPark);
  }
}

function isSo({ plots, buildings }: LockedPark, entry: PlotEntry): boolean {
  const onIt = buildings.filter(({ plot }) => plot === entry.code).map(({ code }) => code);
  const wanted = entry.buildings ?? onIt;
  return (
    plots.some(
      ({ code, subPark, name, landAreaM2 }) =>
        code === entry.code &&
        subPark === entry.subPark &&
        name === entry.name &&
        landAreaM2 === entry.landAreaM2,
    ) &&
    wanted.length === onIt.length &&
    wanted.every((code) => onIt.includes(code))
  );
}

const unknownSubPark = (park: string, subPark: string): AppError =>
  new AppError(
    'intake.unknown-sub-park',
    'not-found',
    `园区没有 ${subPark} 号园。 Park "${park}" has no sub-park "${subPark}"; GET /parks/${park} lists them.`,
  );

const unknownBuildingOfPlot = (park: string, building: string): AppError =>
  new AppError(
    'intake.unknown-building',
    'not-found',
    `园区没有楼栋 ${building}。 Park "${park}" has no building "${building}"; GET /parks/${park} lists them.`,
  );

const buildingElsewhere = (building: string, subPark: string): AppError =>
  new AppError(
    'intake.building-elsewhere',
    'conflict',
    `楼栋 ${building} 在 ${subPark} 号园。 Building "${building}" is in sub-park "${subPark}", not in the plot's.`,
  );
