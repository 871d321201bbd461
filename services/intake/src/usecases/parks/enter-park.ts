import { AppError, formatInstant } from '@yuanqu/domain';
import { newEvent, parkChanged, parkRegistered } from '@yuanqu/events';
import { checkEntry, type Who } from '@yuanqu/service-kit';
import { contradictionIn, type ParkEntry } from '../../domain/parks/park-entry.ts';
import { unknownPark } from '../describe-parks.ts';
import type { LockedPark, LockPark } from '../land/land-ports.ts';
import { parkFacts } from '../registry-events.ts';
import type { RegistryPorts } from '../registry-ports.ts';
import type { FindDistrict, ReadUntoldOfPark, SavePark, UntoldOfPark } from './park-ports.ts';

export interface EnterParkPorts extends RegistryPorts {
  readonly lockPark: LockPark;
  readonly findDistrict: FindDistrict;
  readonly readUntoldOfPark: ReadUntoldOfPark;
  readonly savePark: SavePark;
}

/**
 * Registers a park or changes its facts, sub-parks and buildings; what is so already makes no event. `expected` is the
 * revision that the caller saw, none for a new one. Codes: `intake.park-contradicts`, `.no-district`, `.since-is-fixed`,
 * `.part-in-use`, `request.precondition-required`, `request.changed-meanwhile`.
 */
export const makeEnterPark =
  ({ transaction, append, clock, lockPark, findDistrict, readUntoldOfPark, savePark }: EnterParkPorts) =>
  (entry: ParkEntry, expected: number | undefined, { context }: Who) =>
    transaction(async (tx) => {
      const contradiction = contradictionIn(entry);
      if (contradiction) throw contradiction;
      const district = await findDistrict(tx);
      if (!district) throw noDistrict;
      const known = await lockPark(tx, entry.code);
      const untold = known && (await readUntoldOfPark(tx, entry.code));
      if (known && untold) refuseChange(known, untold, entry, expected);
      const isSo = known && untold && isAsIs(known, untold, entry);
      if (isSo) return { outcome: 'unchanged' as const, revision: known.revision };
      const revision = (known?.revision ?? 0) + 1;
      await savePark(tx, district.code, entry, revision);
      const park = await lockPark(tx, entry.code);
      if (!park) throw unknownPark(entry.code);
      const told = { subject: entry.code, revision, time: clock(), context, data: parkFacts(park) };
      await append(tx, [newEvent(known ? parkChanged : parkRegistered, told)]);
      return { outcome: known ? ('changed' as const) : ('created' as const), revision };
    });

function isAsIs(known: LockedPark, untold: UntoldOfPark, entry: ParkEntry): boolean {
  const inOrder = <Part extends { readonly code: string }>(parts: readonly Part[]) =>
    parts.toSorted((one, other) => (one.code < other.code ? -1 : 1));
  const factsOf = ({ name, theme, leadingIndustries, subParks, buildings }: LockedPark | ParkEntry) => [
    name,
    theme,
    leadingIndustries,
    inOrder(subParks).map(({ code, number, name: its }) => [code, number, its]),
    inOrder(buildings).map(({ code, subPark, name: its }) => [code, subPark, its]),
  ];
  return (
    (untold.positioning ?? undefined) === entry.positioning &&
    (untold.contractsSince ?? undefined) === entry.contractsSince &&
    JSON.stringify(factsOf(known)) === JSON.stringify(factsOf(entry))
  );
}

function refuseChange(
  known: LockedPark,
  { usedBuildings, usedSubParks }: UntoldOfPark,
  entry: ParkEntry,
  expected: number | undefined,
): void {
  checkEntry(known, expected);
  if (known.since.getTime() !== entry.since.getTime()) throw sinceIsFixed(known.since);
  const left = [
    ...usedBuildings.filter((code) => !entry.buildings.some((building) => building.code === code)),
    ...usedSubParks.filter((code) => !entry.subParks.some((subPark) => subPark.code === code)),
  ];
  if (left.length > 0) throw partInUse(left);
}

const noDistrict = new AppError(
  'intake.no-district',
  'conflict',
  '尚未登记本区。 The district is not registered yet: PUT /district first.',
);
const sinceIsFixed = (since: Date): AppError =>
  new AppError(
    'intake.since-is-fixed',
    'conflict',
    `启用日期不能更改。 The park's first day cannot be changed: it is ${formatInstant(since)}.`,
  );
const partInUse = (codes: readonly string[]): AppError =>
  new AppError(
    'intake.part-in-use',
    'conflict',
    `仍有房源或地块：${codes.join('、')}。 There are units or plots in ${codes.join(', ')}: name them again, or move those first.`,
    { parts: [...codes] },
  );
