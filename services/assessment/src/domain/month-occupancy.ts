import { Month } from '@yuanqu/domain';
import { divideHalfUp, fixed, type Ratio } from './ratio.ts';

/** Area × time of a park in a month, in hundredths of a m² × milliseconds: whole numbers, so that sums have no order. */
export interface AreaTime {
  readonly letAreaMs: bigint;
  readonly lettableAreaMs: bigint;
}

/** What of a unit goes into its park's month. */
export interface UnitShare {
  readonly areaHundredths: bigint;
  readonly letMs: bigint;
  readonly lettableMs: bigint;
}

/** The sum over the units. */
export function areaTimeOf(units: Iterable<UnitShare>): AreaTime {
  let [letAreaMs, lettableAreaMs] = [0n, 0n];
  for (const { areaHundredths, letMs, lettableMs } of units) {
    letAreaMs += areaHundredths * letMs;
    lettableAreaMs += areaHundredths * lettableMs;
  }
  return { letAreaMs, lettableAreaMs };
}

/** Time-weighted occupancy: let area·time over lettable area·time. */
export const occupancyOf = ({ letAreaMs, lettableAreaMs }: AreaTime): Ratio => ({
  part: letAreaMs,
  whole: lettableAreaMs,
});

/** Up to when a month counts: to its end when it is over, else to now; undefined when it has not begun. */
export function cutoffOf(month: Month, nowMs: number): number | undefined {
  if (nowMs <= Month.startMs(month)) return undefined;
  return Math.min(Month.endMs(month), nowMs);
}

const dayMs = 86_400_000n;

/** Area·time in m² × days, rounded to two decimals: for reading, not for reckoning. */
export const m2DaysOf = (areaMs: bigint): number => Number(divideHalfUp(areaMs, dayMs)) / 100;

/** Area·time as people read it, m² × days with two decimals: `1,234.50`. */
export function squareMetreDays(areaMs: bigint): string {
  const text = fixed(divideHalfUp(areaMs, dayMs), 2);
  return text.replace(/\B(?=(?:\d{3})+\.)/g, ',');
}
