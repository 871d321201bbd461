import { millionthsOf } from './ratio.ts';
import { type AreaTime, areaTimeOf, occupancyOf } from './month-occupancy.ts';
import { type Status, statuses } from './occupancy-status.ts';
import type { IndicatorCode } from './scoring-rule.ts';

/** A unit's part in a month: its time let and lettable, and its state when the month was cut off. */
export interface UnitOutcome {
  readonly unitId: string;
  readonly park: string;
  readonly code: string;
  readonly building: string;
  readonly areaHundredths: bigint;
  readonly sinceMs: number;
  readonly retiredAtMs?: number | undefined;
  readonly letMs: bigint;
  readonly lettableMs: bigint;
  /** The last observation before the cut-off; absent when there was none or the unit was gone by then. */
  readonly last?: {
    readonly status: Status;
    readonly observedAtMs: number;
    readonly uscc?: string | undefined;
    readonly industry?: string | undefined;
  };
}

export interface ParkFacts {
  readonly code: string;
  readonly name: string;
  readonly sinceMs: number;
  /** GB/T 4754 divisions, groups or classes. */
  readonly leadingIndustries: readonly string[];
}

/** All that a park's score rests on: whole numbers, each of which opens down to units and observations. */
export interface ParkInputs {
  readonly park: ParkFacts;
  readonly month: AreaTime;
  /** The month before, and whether its figure was frozen by then; absent when the park had nothing lettable in it. */
  readonly previous?: (AreaTime & { readonly frozenVersion?: number | undefined }) | undefined;
  /** At the cut-off, in hundredths of a m². */
  readonly letArea: bigint;
  readonly leadingLetArea: bigint;
  /** Units that exist at the cut-off, and those of them observed within the days that count as fresh. */
  readonly units: number;
  readonly freshUnits: number;
}

/** The inputs of a park out of its units' outcomes. */
export function parkInputs(
  park: ParkFacts,
  units: readonly UnitOutcome[],
  previous: ParkInputs['previous'],
  { cutoffMs, freshDays }: { readonly cutoffMs: number; readonly freshDays: number },
): ParkInputs {
  const standing = units.filter(({ retiredAtMs }) => retiredAtMs === undefined || retiredAtMs >= cutoffMs);
  const letUnits = standing.filter(({ last }) => last !== undefined && statuses[last.status].let);
  const freshFromMs = cutoffMs - freshDays * 86_400_000;
  return {
    park,
    month: areaTimeOf(units),
    ...(previous && previous.lettableAreaMs > 0n && { previous }),
    letArea: areaOf(letUnits),
    leadingLetArea: areaOf(letUnits.filter(({ last }) => leads(park.leadingIndustries, last?.industry))),
    units: standing.length,
    freshUnits: standing.filter(({ last }) => last !== undefined && last.observedAtMs >= freshFromMs).length,
  };
}

/** What each indicator measures, in millionths; undefined when there is nothing to measure. */
export const measures: Readonly<Record<IndicatorCode, (inputs: ParkInputs) => number | undefined>> = {
  occupancy: ({ month }) => millionthsOf(occupancyOf(month)),
  'occupancy-change': ({ month, previous }) => {
    const now = millionthsOf(occupancyOf(month));
    const then = previous && millionthsOf(occupancyOf(previous));
    return now === undefined || then === undefined ? undefined : now - then;
  },
  'leading-share': ({ letArea, leadingLetArea }) => millionthsOf({ part: leadingLetArea, whole: letArea }),
  freshness: ({ units, freshUnits }) => millionthsOf({ part: BigInt(freshUnits), whole: BigInt(units) }),
};

const areaOf = (units: readonly UnitOutcome[]): bigint =>
  units.reduce((sum, { areaHundredths }) => sum + areaHundredths, 0n);

/** A firm of class 6513 belongs to a park led by 65, 651 or 6513. */
const leads = (leading: readonly string[], industry: string | undefined): boolean =>
  industry !== undefined && leading.some((code) => industry.startsWith(code));
