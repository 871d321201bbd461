import { divideHalfUp } from '../ratio.ts';

/** Deadlines of a kind that fell into a month, and those met in time. */
export interface Deadlines {
  readonly due: number;
  readonly inTime: number;
}

/** Incidents of a kind in a month: hundredths of a point. */
export interface Incidents {
  readonly events: number;
  readonly points: number;
}

/** What others reported of a park's month: the newest version of each enterprise's figures, and who did not report. */
export interface ReportedFigures {
  /** Absent when nobody reported it: that is missing, not zero. */
  readonly outputFen?: bigint | undefined;
  readonly taxFen?: bigint | undefined;
  /** Enterprises that reported it. */
  readonly outputFirms: number;
  readonly taxFirms: number;
  /** Firms that were tenants at the cut-off, and those of them with figures of the month. */
  readonly tenants: number;
  readonly reporting: number;
}

/** The land under a park's buildings, as far as it is known. */
export interface Land {
  readonly buildings: number;
  /** Those of them whose land area is known. */
  readonly surveyed: number;
  readonly landHundredths: bigint;
}

/** All that goes into a park's month beside its units; sums, each of which opens down to rows. */
export interface ParkEvidence extends ReportedFigures, Land {
  readonly service: Deadlines;
  readonly policy: Deadlines;
  readonly tasks: Deadlines;
  readonly safety: Incidents;
  readonly integrity: Incidents;
  /** Segments of the park's chain map and those covered; absent while there is no map. */
  readonly chain?: { readonly covered: number; readonly segments: number };
}

export const noFigures: ReportedFigures = { outputFirms: 0, taxFirms: 0, tenants: 0, reporting: 0 };
export const noDeadlines: Deadlines = { due: 0, inTime: 0 };
export const noIncidents: Incidents = { events: 0, points: 0 };
export const noLand: Land = { buildings: 0, surveyed: 0, landHundredths: 0n };

/**
 * Whole yuan per mu: fen × 2000 ÷ (hundredths of a m² × 3), as 1 mu is 2000/3 m². Undefined when the land of any
 * building is unknown: over the land that is known it would be too much.
 */
export function yuanPerMu(fen: bigint | undefined, land: Land): number | undefined {
  if (fen === undefined || land.landHundredths <= 0n || land.surveyed < land.buildings) return undefined;
  const yuan = divideHalfUp(fen * 2_000n, land.landHundredths * 3n);
  return Number(yuan > furthest ? furthest : yuan < -furthest ? -furthest : yuan);
}

/** Land entered in the wrong unit must not make a figure that no frozen document can hold. */
const furthest = 1_000_000_000_000n;

/** Whether enough tenants reported; without any tenant the figures that are there count. */
export const reportsSuffice = ({ tenants, reporting }: ReportedFigures, minReporting = 0): boolean =>
  BigInt(reporting) * 1_000_000n >= BigInt(tenants) * BigInt(minReporting);
