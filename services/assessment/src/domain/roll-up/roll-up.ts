import type { Month } from '@yuanqu/domain';
import { compareBytes } from '../byte-order.ts';
import { divideHalfUp } from '../ratio.ts';
import type { Change } from '../reason-of.ts';
import type { RankedScore } from '../rank-parks.ts';
import type { Grade, RuleDefinition } from '../rule-definition.ts';

/** What a roll-up takes from a month's newest published table. */
export interface PublishedMonth {
  readonly month: Month;
  readonly version: number;
  readonly grades?: RuleDefinition['grades'];
  readonly parks: readonly { readonly code: string; readonly name: string }[];
  readonly scores: readonly RankedScore[];
}

/** A park's month within a period; without a rank it was in its grace. */
export interface MonthPlace {
  readonly month: Month;
  readonly rank?: number;
  /** Hundredths of a point. */
  readonly score: number;
}

export interface RolledUpPark {
  readonly park: string;
  readonly name: string;
  /** Equal means share a rank; absent for a park that was ranked in no month. */
  readonly rank?: number;
  /** Over the months in which it was ranked; in hundredths of a point, half up. */
  readonly mean?: number;
  readonly grade?: Grade;
  readonly months: readonly MonthPlace[];
  /** Since the period before, where the park was ranked in both. */
  readonly change?: Change;
}

/** A park's months become one mean; parks are ranked by it, those never ranked come last. Ties by park code. */
export function rollUp(
  months: readonly PublishedMonth[],
  before: readonly PublishedMonth[] = [],
): readonly RolledUpPark[] {
  const earlier = new Map(placed(before).map((park) => [park.park, park]));
  return placed(months).map((park) => {
    const change = changeSince(park, earlier.get(park.park));
    return change ? Object.assign({ change }, park) : park;
  });
}

function placed(months: readonly PublishedMonth[]): readonly RolledUpPark[] {
  const ordered = [...meansOf(months)].toSorted(
    (a, b) => (b.mean ?? -1) - (a.mean ?? -1) || compareBytes(a.park, b.park),
  );
  const grades = months.at(-1)?.grades;
  let rank = 0;
  return ordered.map((park, index) => {
    const { mean } = park;
    if (mean === undefined) return park;
    if (mean !== ordered[index - 1]?.mean) rank = index + 1;
    const grade = grades?.find(({ from }) => mean >= from)?.grade;
    return Object.assign({ rank, ...(grade && { grade }) }, park);
  });
}

function meansOf(months: readonly PublishedMonth[]): readonly RolledUpPark[] {
  const places = new Map<string, MonthPlace[]>();
  const names = new Map<string, string>();
  for (const { month, parks, scores } of months) {
    for (const { code, name } of parks) names.set(code, name);
    for (const { park, rank, score, standing } of scores) {
      if (standing === 'not-assessed') continue;
      const place = rank === undefined ? { month, score } : { month, rank, score };
      places.set(park, [...(places.get(park) ?? []), place]);
    }
  }
  return [...places].map(([park, own]) => {
    const ranked = own.filter(({ rank }) => rank !== undefined);
    const known = { park, name: names.get(park) ?? park, months: own };
    if (ranked.length === 0) return known;
    const sum = ranked.reduce((total, { score }) => total + score, 0);
    return Object.assign({ mean: Number(divideHalfUp(BigInt(sum), BigInt(ranked.length))) }, known);
  });
}

function changeSince(now: RolledUpPark, before: RolledUpPark | undefined): Change | undefined {
  if (now.rank === undefined || now.mean === undefined) return undefined;
  if (before?.rank === undefined || before.mean === undefined) return undefined;
  return { ranks: before.rank - now.rank, points: now.mean - before.mean };
}
