import { type Status, statuses } from './occupancy-status.ts';
import { millionthsOf, shareOf } from './ratio.ts';

/** Units of one building that are in one state. */
export interface StateCount {
  readonly park: string;
  readonly subPark: string;
  readonly building: string;
  readonly status: Status;
  readonly units: number;
  readonly areaHundredths: bigint;
  /** How many of them were never observed; they are taken for vacant. */
  readonly neverObserved: number;
}

/** A number of units and their area. */
export interface Amount {
  readonly units: number;
  readonly areaM2: number;
}

/** The live figure of a district, park, sub-park or building: amounts by state, and the rates by area and by number. */
export interface LiveFigure {
  readonly let: Amount;
  readonly reserved: Amount;
  readonly vacant: Amount;
  readonly underWorks: Amount;
  readonly withdrawn: Amount;
  readonly lettable: Amount;
  readonly total: Amount;
  readonly neverObserved: number;
  /** Let over lettable; absent when nothing is lettable. */
  readonly rateByArea?: number;
  readonly rateByNumber?: number;
}

/** The figure of these counts taken together. */
export function figureOf(counts: readonly StateCount[]): LiveFigure {
  const of = (chosen: (status: Status) => boolean): Sum =>
    sumOf(counts.filter(({ status }) => chosen(status)));
  const isLet = of((status) => statuses[status].let);
  const lettable = of((status) => statuses[status].lettable);
  const byArea = millionthsOf({ part: isLet.hundredths, whole: lettable.hundredths });
  const byNumber = millionthsOf({ part: BigInt(isLet.units), whole: BigInt(lettable.units) });
  const only = (wanted: Status): Amount => amountOf(of((status) => status === wanted));
  return {
    let: only('let'),
    reserved: only('reserved'),
    vacant: only('vacant'),
    underWorks: only('under-works'),
    withdrawn: only('withdrawn'),
    lettable: amountOf(lettable),
    total: amountOf(sumOf(counts)),
    neverObserved: counts.reduce((sum, count) => sum + count.neverObserved, 0),
    ...(byArea !== undefined && { rateByArea: shareOf(byArea) }),
    ...(byNumber !== undefined && { rateByNumber: shareOf(byNumber) }),
  };
}

/** Let and lettable area of these counts in hundredths of a m². */
export function areasOf(counts: readonly StateCount[]): { readonly let: bigint; readonly lettable: bigint } {
  return {
    let: sumOf(counts.filter(({ status }) => statuses[status].let)).hundredths,
    lettable: sumOf(counts.filter(({ status }) => statuses[status].lettable)).hundredths,
  };
}

interface Sum {
  readonly units: number;
  readonly hundredths: bigint;
}

const sumOf = (counts: readonly StateCount[]): Sum => ({
  units: counts.reduce((sum, { units }) => sum + units, 0),
  hundredths: counts.reduce((sum, { areaHundredths }) => sum + areaHundredths, 0n),
});

const amountOf = ({ units, hundredths }: Sum): Amount => ({ units, areaM2: Number(hundredths) / 100 });
