import { type AreaTime, areaTimeOf } from './month-occupancy.ts';
import { type Status, statuses } from './occupancy-status.ts';
import type { ParkEvidence } from './evidence/park-evidence.ts';
import type { Override } from './override.ts';

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
    /** Of the tenant as it is known now; absent when nobody knows it. */
    readonly sizeClass?: string | undefined;
  };
}

export interface ParkFacts {
  readonly code: string;
  readonly name: string;
  readonly sinceMs: number;
  /** GB/T 4754 divisions, groups or classes. */
  readonly leadingIndustries: readonly string[];
}

/** The month before; its version, rank and score (hundredths of a point) when it was frozen by then. */
export interface PreviousMonth extends AreaTime {
  readonly frozenVersion?: number | undefined;
  readonly rank?: number | undefined;
  readonly score?: number | undefined;
}

/** All that a park's score rests on: whole numbers, each of which opens down to units and observations. */
export interface ParkInputs {
  readonly park: ParkFacts;
  readonly month: AreaTime;
  /** Absent when the park had nothing lettable in the month before. */
  readonly previous?: PreviousMonth | undefined;
  /** At the cut-off, in hundredths of a m². */
  readonly letArea: bigint;
  readonly leadingLetArea: bigint;
  /** Units that exist at the cut-off, and those of them observed within the days that count as fresh. */
  readonly units: number;
  readonly freshUnits: number;
  /** What else a rule asked for; absent under rules that judge by units alone. */
  readonly evidence?: (ParkEvidence & LeadFirms) | undefined;
  /** Measures that decided objections put in the place of what was reckoned. */
  readonly overrides?: readonly Override[] | undefined;
}

/** Firms of the leading industry that are tenants at the cut-off and large; `sized`: tenants whose size is known. */
export interface LeadFirms {
  readonly leadFirms: number;
  readonly sizedTenants: number;
}

export interface InputsWanted {
  readonly cutoffMs: number;
  readonly freshDays: number;
  readonly evidence?: ParkEvidence | undefined;
  readonly overrides?: readonly Override[] | undefined;
}

/** The inputs of a park out of its units' outcomes and what else is known of it. */
export function parkInputs(
  park: ParkFacts,
  units: readonly UnitOutcome[],
  previous: ParkInputs['previous'],
  { cutoffMs, freshDays, evidence, overrides = [] }: InputsWanted,
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
    ...(evidence && { evidence: { ...evidence, ...leadFirmsOf(park, letUnits) } }),
    ...(overrides.length > 0 && { overrides }),
  };
}

/** The firms that were tenants at the cut-off, each once in each park. */
export function tenantsOf(units: readonly UnitOutcome[], cutoffMs: number) {
  const tenants = new Map<string, { readonly park: string; readonly uscc: string }>();
  for (const { park, last, retiredAtMs } of units) {
    if (last?.uscc === undefined || !statuses[last.status].let) continue;
    if (retiredAtMs === undefined || retiredAtMs >= cutoffMs)
      tenants.set(`${park} ${last.uscc}`, { park, uscc: last.uscc });
  }
  return [...tenants.values()];
}

const areaOf = (units: readonly UnitOutcome[]): bigint =>
  units.reduce((sum, { areaHundredths }) => sum + areaHundredths, 0n);

/** A firm of class 6513 belongs to a park led by 65, 651 or 6513. */
const leads = (leading: readonly string[], industry: string | undefined): boolean =>
  industry !== undefined && leading.some((code) => industry.startsWith(code));

function leadFirmsOf({ leadingIndustries }: ParkFacts, letUnits: readonly UnitOutcome[]): LeadFirms {
  const sized = letUnits.filter(({ last }) => last?.uscc !== undefined && last.sizeClass !== undefined);
  const leading = sized.filter(
    ({ last }) => last?.sizeClass === 'large' && leads(leadingIndustries, last.industry),
  );
  return { leadFirms: firmsIn(leading), sizedTenants: firmsIn(sized) };
}

const firmsIn = (units: readonly UnitOutcome[]): number => new Set(units.map(({ last }) => last?.uscc)).size;
